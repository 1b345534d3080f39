//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"

	"skinafter/internal/clinic"
)

// lock takes the file for this process; the system lets it go when the process ends, in
// whatever way.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return clinic.ErrBusy
	}
	return err
}
