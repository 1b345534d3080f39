package store_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

func TestErrorsOfTheDiskAreToldApart(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, errFull := full.Write([]byte("x"))
	if err := full.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, errFolder := store.OpenFolder(filepath.Join(file, "data"))
	for _, test := range []struct {
		name string
		err  error
		want error
	}{
		{"a full disk", store.FileFault(errFull), store.ErrFull},
		{"a full disk cannot be written", store.FileFault(errFull), clinic.ErrReadOnly},
		{"no permission", store.FileFault(fmt.Errorf("x: %w", os.ErrPermission)), clinic.ErrReadOnly},
		{"a folder inside a file", errFolder, clinic.ErrReadOnly},
	} {
		if !errors.Is(test.err, test.want) || store.Advice(test.err) == "" {
			t.Errorf("%s: %v is not %v, or nobody says what to do", test.name, test.err, test.want)
		}
	}
	if store.FileFault(nil) != nil || !errors.Is(store.FileFault(io.EOF), io.EOF) || store.Advice(io.EOF) != "" {
		t.Error("an error that is none of them is made one")
	}
}
