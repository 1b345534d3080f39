// Package skin looks after photos of skin: Clean takes the bytes of a photo as a phone sends
// them and gives a JPEG back that holds the picture and nothing else.
//
// The picture is decoded and written anew. Place, time, camera and thumbnail of EXIF (JEITA
// CP-3451), comments, colour profiles and whatever hangs behind the end of the file are not
// copied, because nothing is copied. What EXIF says about which way is up is carried out first.
//
// A colour profile is not applied: wide-gamut photos come out a little paler. No answer of the
// program rests on the colours of a photo.
package skin
