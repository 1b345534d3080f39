package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

// A program that embeds the command line gives it clock, environment and streams.
func ExampleMain_Run() {
	m := &Main{
		Now:    func() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) },
		Getenv: func(string) string { return "" },
	}
	label := strings.NewReader("Ingredients: Aqua, Glycerin, Panthenol, Xyzzy 12")
	code := m.Run(context.Background(), []string{"names", "coverage", "-"}, label, os.Stdout, os.Stderr)
	fmt.Println("exit code", code)
	// Output:
	// 3 of 4 items recognised (75.0 %), labels read: 1.
	//        3  exact name
	//        1  not recognised
	//
	// Not recognised, most frequent first
	//        1  XYZZY 12
	// exit code 0
}
