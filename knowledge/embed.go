package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed VERSION bland cases conflicts emergency events families inci phrases plans rules sources texts
var embedded embed.FS

// Embedded is the copy of the facts that comes with the program.
func Embedded() fs.FS { return embedded }
