package store

import (
	"fmt"

	"skinafter/internal/clinic"
)

// ErrFull says that the disk is full. It is a clinic.ErrReadOnly: what is kept can be read.
var ErrFull = fmt.Errorf("the disk is full: %w", clinic.ErrReadOnly)

// Try runs a change; one that breaks off with a panic fails and takes nobody else with it.
func Try(change func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the change broke off: %v", p)
		}
	}()
	return change()
}
