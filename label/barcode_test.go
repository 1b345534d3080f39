package label_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter/label"
)

func TestBarcodesAreFoundAndChecked(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"an EAN-13", "4006381333931", []string{"4006381333931"}},
		{"a UPC-A with spaces", "0 36000 29145 2", []string{"036000291452"}},
		{"a GTIN-8", "code 96385074 on the box", []string{"96385074"}},
		{"a GTIN-14", "10614141000415", []string{"10614141000415"}},
		{"a wrong check digit is no barcode", "4006381333932", nil},
		{"a phone number of another length is no barcode", "+49 30 1234567", nil},
		{"zeros are no barcode", "00000000", nil},
		{"a colour number is no barcode", "CI 77491", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, label.Barcodes(tt.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnySingleWrongDigitIsNoticed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(rapid.SampledFrom([]string{"4006381333931", "036000291452", "96385074", "10614141000415"}).Draw(t, "code"))
		i := rapid.IntRange(0, len(code)-1).Draw(t, "place")
		d := rapid.ByteRange('0', '9').Draw(t, "digit")
		if code[i] == d {
			return
		}
		code[i] = d
		if label.ValidGTIN(string(code)) {
			t.Fatalf("%s passes", code)
		}
	})
}
