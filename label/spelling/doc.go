// Package spelling knows how names of ingredients are written, compared and misread, and
// nothing of what they mean: keys in which case, accents and punctuation do not count
// (key.go, sign.go), how near two keys are when print and scanners confuse signs
// (distance.go), which of many names are near a text (near.go), and which words are misread
// at all (misread.go, stem.go). Digits are never corrected into other digits.
package spelling
