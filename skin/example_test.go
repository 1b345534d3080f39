package skin_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"skinafter/skin"
)

func ExampleClean() {
	var upload bytes.Buffer
	if err := png.Encode(&upload, image.NewGray(image.Rect(0, 0, 4000, 3000))); err != nil {
		fmt.Println(err)
		return
	}
	photo, err := skin.Clean(upload.Bytes(), skin.Usual())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(photo.Width, photo.Height)

	_, err = skin.Clean([]byte("\x00\x00\x00\x18ftypheic...."), skin.Usual())
	fmt.Println(err)
	// Output:
	// 2048 1536
	// photo: "HEIC" is not allowed; want a photo as JPEG, PNG or WebP
}
