package store

import (
	"errors"

	"skinafter/internal/clinic"
)

// Advice says in one or two sentences what the person who runs the program can do about an
// error of the store; it is empty where nobody can do anything.
func Advice(err error) string {
	switch {
	case errors.Is(err, clinic.ErrBusy):
		return "Close the other program that has the data open, or wait until it is done. Then try again."
	case errors.Is(err, clinic.ErrNewer):
		return "Use the newer version of the program. Nothing was changed. " +
			"To go back to the older one, restore the backup that was made before the newer one first ran."
	case errors.Is(err, ErrNoBackup):
		return "Take another backup. Nothing was changed."
	case errors.Is(err, clinic.ErrDamaged):
		return "Nothing was changed. Copy the data folder to another place first. Then run doctor to see what is missing, " +
			"and restore the newest backup."
	case errors.Is(err, ErrFull):
		return "Make room on the disk. What was acknowledged is kept and can be read; what you just entered is not kept yet."
	case errors.Is(err, clinic.ErrReadOnly):
		return "Let the program write into the data folder: look at its owner and permissions, and whether the disk can be written. " +
			"What was acknowledged is kept and can be read."
	default:
		return ""
	}
}
