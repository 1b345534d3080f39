package store

import (
	"errors"
	"os"
	"syscall"
)

// datasync brings what was written into a file to disk. The size of the file does not change,
// so its other properties can wait.
func datasync(f *os.File) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var fault error
	err = raw.Control(func(fd uintptr) { fault = syscall.Fdatasync(int(fd)) })
	return errors.Join(err, fault)
}
