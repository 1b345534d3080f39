package main

import (
	"errors"
	"fmt"
	"testing"

	"skinafter/internal/clinic"
)

func TestTroubleWithTheRecordSaysWhatIsWrongAndThenWhatToDo(t *testing.T) {
	t.Parallel()
	err := recordFault(fmt.Errorf("locking the folder: %w", clinic.ErrBusy))
	const want = "locking the folder: the data is in use by another program\n" +
		"Close the other program that has the data open, or wait until it is done. Then try again."
	if message(err) != want || exitCode(err) != exitInput || !errors.Is(err, clinic.ErrBusy) {
		t.Errorf("exit code %d:\n%s\nwant\n%s", exitCode(err), message(err), want)
	}
	if other := errors.New("a fault of ours"); !errors.Is(recordFault(other), other) || recordFault(other).Error() != other.Error() || exitCode(recordFault(other)) != exitInternal {
		t.Error("another error is changed")
	}
}
