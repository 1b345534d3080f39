package frame

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
)

// AssetRoot is the folder of addresses below which assets are served.
const AssetRoot = "/assets/"

// Assets are the scripts, the style and the pictures of the app, embedded in the program.
// Their names carry a piece of the hash of their content, so that a browser may keep them for
// ever. All style sheets are one: app.css.
type Assets struct {
	names map[string]string // "app.css" -> "app.1a2b3c4d5e6f.css"
	files map[string]asset  // by hashed name
}

type asset struct {
	kind         string
	plain, gzip  []byte // gzip is nil where it would not save anything
	entityHashed string
}

// kinds are the media types of assets.
func kinds() map[string]string {
	return map[string]string{
		".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json",
	}
}

// newAssets reads the folder assets of every package.
func newAssets(packages map[string]fs.FS) (*Assets, error) {
	a := &Assets{names: map[string]string{}, files: map[string]asset{}}
	names := slices.Sorted(maps.Keys(packages))
	// The frame's own style comes first, so that a package can build on its tokens.
	slices.SortStableFunc(names, func(x, y string) int {
		switch {
		case x == "frame" && y != "frame":
			return -1
		case y == "frame" && x != "frame":
			return 1
		}
		return 0
	})
	var style bytes.Buffer
	for _, pkg := range names {
		found, err := fs.Glob(packages[pkg], "assets/*")
		if err != nil {
			return nil, fmt.Errorf("listing the assets of %s: %w", pkg, err)
		}
		for _, file := range found {
			content, err := fs.ReadFile(packages[pkg], file)
			if err != nil {
				return nil, fmt.Errorf("reading the assets of %s: %w", pkg, err)
			}
			if path.Ext(file) == ".css" {
				style.Write(content)
				continue
			}
			if err := a.add(path.Base(file), content); err != nil {
				return nil, err
			}
		}
	}
	return a, a.add("app.css", style.Bytes())
}

func (a *Assets) add(name string, content []byte) error {
	kind, known := kinds()[path.Ext(name)]
	if !known {
		return fmt.Errorf("asset %s: its kind is not known", name)
	}
	if a.names[name] != "" {
		return fmt.Errorf("asset %s: two packages have it", name)
	}
	sum := sha256.Sum256(content)
	const digits = 12
	hash := hex.EncodeToString(sum[:])[:digits]
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hash + ext
	one := asset{kind: kind, plain: content, entityHashed: `"` + hash + `"`}
	var b bytes.Buffer
	if err := squeeze(&b, content); err != nil {
		return err
	}
	if b.Len() < len(content) {
		one.gzip = b.Bytes()
	}
	a.names[name], a.files[hashed] = hashed, one
	return nil
}

// Address is where an asset is served; an error where there is none of that name.
func (a *Assets) Address(name string) (string, error) {
	hashed, ok := a.names[name]
	if !ok {
		return "", fmt.Errorf("there is no asset %q", name)
	}
	return AssetRoot + hashed, nil
}

// Route serves the assets.
func (a *Assets) Route() Route {
	return Route{Pattern: "GET " + AssetRoot + "{name}", Handler: a.serve}
}

func (a *Assets) serve(w http.ResponseWriter, r *http.Request) error {
	one, ok := a.files[r.PathValue("name")]
	if !ok {
		return NotThere()
	}
	h := w.Header()
	h.Set("Content-Type", one.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", one.entityHashed)
	h.Add("Vary", "Accept-Encoding")
	if r.Header.Get("If-None-Match") == one.entityHashed {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body := one.plain
	if one.gzip != nil && takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		body = one.gzip
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	return nil
}
