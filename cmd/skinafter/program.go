package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/intake"
	"skinafter/knowledge/plain"
)

// Exit codes, part of the machine interface (design section 6).
const (
	exitAnswered = 0 // the question was answered
	exitWarned   = 1 // the answer is one the caller asked to fail on
	exitInput    = 2 // wrong usage or bad input; one clear line says which
	exitInternal = 3 // our fault
)

// Main is the program without its process: tests run it as it is.
type Main struct {
	Now    func() time.Time    // the clock; answers name times in its zone
	Getenv func(string) string // the environment
}

// NewMain is the program with the machine's clock and environment.
func NewMain() *Main { return &Main{Now: time.Now, Getenv: os.Getenv} }

// errWarned ends a run whose answer is one that --fail-on names. It prints nothing.
var errWarned = errors.New("the answer is at or above --fail-on")

// errHelp ends a run that printed help.
var errHelp = errors.New("help was shown")

// Run runs one command line and returns the exit code. Answers go to stdout, errors as one
// line (a broken knowledge folder: one for each mistake) to stderr.
func (m *Main) Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := &session{ctx: ctx, main: m, in: stdin, out: stdout, err: stderr}
	err := run(s, args)
	code := exitCode(err)
	if code >= exitInput {
		_, _ = fmt.Fprintln(stderr, "skinafter: "+message(err))
	}
	return code
}

func run(s *session, args []string) error {
	var g grammar
	parser, err := kong.New(&g,
		kong.Name("skinafter"),
		kong.Description("What may touch skin that has just been needled, lasered or peeled?"),
		kong.Writers(s.out, s.err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 80}),
		kong.NoDefaultHelp(),
		kong.WithHyphenPrefixedParameters(true),
	)
	if err != nil {
		return fmt.Errorf("command line: %w", err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if err != nil {
		return err
	}
	s.options = g.options
	if s.options.Lang, err = language(g.Lang, s.main.Getenv); err != nil {
		return err
	}
	return command.Run(s)
}

// language is the language asked for: by flag, by environment, else English.
func language(flag string, getenv func(string) string) (string, error) {
	for _, set := range []struct{ field, lang string }{{"--lang", flag}, {"SKINAFTER_LANG", getenv("SKINAFTER_LANG")}} {
		if set.lang == "" {
			continue
		}
		if !slices.Contains(catalogue.Langs(), set.lang) {
			return "", &skinafter.InputError{
				Field: set.field, Value: intake.Short(set.lang), Want: "one of " + strings.Join(catalogue.Langs(), ", "),
			}
		}
		return set.lang, nil
	}
	return catalogue.Langs()[0], nil
}

func exitCode(err error) int {
	var parse *kong.ParseError
	var input *skinafter.InputError
	var problems plain.Problems
	var bad *badLines
	switch {
	case err == nil, errors.Is(err, errHelp):
		return exitAnswered
	case errors.Is(err, errWarned):
		return exitWarned
	case errors.As(err, &parse), errors.As(err, &input), errors.As(err, &problems), errors.As(err, &bad):
		return exitInput
	default:
		return exitInternal
	}
}

// message is the error as people read it. Input errors that a flag's decoder wrapped are
// shown without the wrapping, which says the flag's name once more.
func message(err error) string {
	var problems plain.Problems
	if errors.As(err, &problems) {
		return err.Error() + fmt.Sprintf("\nskinafter: %d mistakes in the knowledge; it was not loaded", len(problems))
	}
	var parse *kong.ParseError
	if errors.As(err, &parse) {
		return strings.TrimSpace(err.Error()) + " (see skinafter --help)"
	}
	if errors.Is(err, context.Canceled) {
		return "interrupted"
	}
	return err.Error()
}
