//go:build !linux

package store

import "os"

// datasync brings what was written into a file to disk.
func datasync(f *os.File) error { return f.Sync() }
