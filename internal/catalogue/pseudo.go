package catalogue

import (
	"strings"

	"golang.org/x/text/feature/plural"
)

// Pseudo is the code of a language that nobody speaks: English with accents, about 40 % longer,
// written from right to left. A page that shows plain English in it has a text of its own; one
// that breaks is too narrow, or knows left and right. It is never offered to people.
const Pseudo = "ar-XB"

// pseudo is the catalogue of Pseudo, made from the English one.
func pseudo() (*Catalogue, error) {
	home, err := Load("en")
	if err != nil {
		return nil, err
	}
	c := &Catalogue{lang: Pseudo, tag: home.tag, messages: make(map[string]message, len(home.messages)), strange: true}
	for key, m := range home.messages {
		there := message{text: strange(m.text)}
		if m.forms != nil {
			there.forms = map[plural.Form]string{}
			for form, text := range m.forms {
				there.forms[form] = strange(text)
			}
		}
		c.messages[key] = there
	}
	return c, nil
}

// accents are letters that look like the English ones and are not.
var accents = strings.NewReplacer(
	"a", "á", "c", "ç", "e", "é", "g", "ĝ", "i", "í", "l", "ļ", "n", "ñ", "o", "ö", "s", "š", "u", "ú", "y", "ý", "z", "ž",
	"A", "Á", "C", "Ç", "E", "É", "I", "Í", "N", "Ñ", "O", "Ö", "S", "Š", "U", "Ú",
)

// strange makes a text strange and long. What stands in {braces} stays, because it is filled in.
func strange(text string) string {
	var b strings.Builder
	letters := 0
	for text != "" {
		plain, place := text, ""
		if from := strings.IndexByte(text, '{'); from >= 0 {
			if to := strings.IndexByte(text[from:], '}'); to >= 0 {
				plain, place = text[:from], text[from:from+to+1]
			}
		}
		text = text[len(plain)+len(place):]
		letters += len(plain)
		b.WriteString(accents.Replace(plain))
		b.WriteString(place)
	}
	const share = 5 // two letters more for every five
	for n := letters * 2 / share; n > 3; n -= 4 {
		b.WriteString(" ñéé")
	}
	return b.String()
}
