//go:build linux || darwin

package store

import "syscall"

// freeSpace is how many bytes an ordinary user can still write where dir lies.
func freeSpace(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil //nolint:gosec,unconvert,nolintlint // the types differ between systems
}
