package knowledge

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)
func TestX(t *testing.T) { t.Log(Lint(smallFS(nil), today)); _ = cmp.Diff; _=os.Args; _=filepath.Join }
