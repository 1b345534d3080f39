package catalogue

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Catalogue is the set of texts of one language. It is read-only and may be shared.
type Catalogue struct {
	lang      string
	tag       language.Tag
	messages  map[string]message
	sentences map[string]string // English sentence of the knowledge -> this language
	strange   bool              // the pseudo locale: every sentence is made strange
}

// message is one text: a plain one, or one for each plural form of the number {n}.
type message struct {
	text  string
	forms map[plural.Form]string
}

// Langs lists the languages that have a catalogue, English first.
func Langs() []string { return []string{"en", "de"} }

// parts are the files of a language beside its first: "en_course.yaml". A part belongs to one
// journey of the program, and is written by whoever writes that journey.
func parts() []string {
	return []string{"course", "signals", "clinic", "frame", "check", "diary", "record", "api"}
}

// Load reads the catalogue of a language of Langs, or of Pseudo. Its error is about our own
// files or an unknown language, never about what a person typed.
func Load(lang string) (*Catalogue, error) {
	if lang == Pseudo {
		return pseudo()
	}
	if !slices.Contains(Langs(), lang) {
		return nil, fmt.Errorf("language %q: want one of %s", lang, strings.Join(Langs(), ", "))
	}
	c := &Catalogue{lang: lang, tag: language.Make(lang), sentences: map[string]string{}}
	c.messages = map[string]message{}
	if err := c.add(lang + ".yaml"); err != nil {
		return nil, err
	}
	for _, part := range parts() {
		// A part that nobody has written yet holds nothing; TestEveryLanguageSaysTheSame keeps
		// the languages level.
		if err := c.add(lang + "_" + part + ".yaml"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	if lang == "en" {
		return c, nil
	}
	return c, read("knowledge_"+lang+".yaml", &c.sentences)
}

// add reads a file of messages. A key stands in one file only.
func (c *Catalogue) add(name string) error {
	raw := map[string]any{}
	if err := read(name, &raw); err != nil {
		return err
	}
	for key, v := range raw {
		m, err := parse(v)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", name, key, err)
		}
		if c.Has(key) {
			return fmt.Errorf("%s: %s stands in another file too", name, key)
		}
		c.messages[key] = m
	}
	return nil
}

func read(name string, into any) error {
	b, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	if err := yaml.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// formNames are the plural forms as translators write them.
func formNames() map[string]plural.Form {
	return map[string]plural.Form{
		"zero": plural.Zero, "one": plural.One, "two": plural.Two,
		"few": plural.Few, "many": plural.Many, "other": plural.Other,
	}
}

func parse(v any) (message, error) {
	switch v := v.(type) {
	case string:
		return message{text: v}, nil
	case map[string]any:
		m := message{forms: map[plural.Form]string{}}
		for name, text := range v {
			form, known := formNames()[name]
			s, isText := text.(string)
			if !known || !isText {
				return m, fmt.Errorf("%q is no plural form with a text", name)
			}
			m.forms[form] = s
		}
		if m.forms[plural.Other] == "" {
			return m, fmt.Errorf("plural form \"other\" is missing")
		}
		return m, nil
	default:
		return message{}, fmt.Errorf("want a text or plural forms, have %T", v)
	}
}

// Lang is the language's code: "en", "de", or Pseudo.
func (c *Catalogue) Lang() string { return c.lang }

// Dir is the direction the language is written in, as HTML says it: "ltr" or "rtl".
func (c *Catalogue) Dir() string {
	if c.strange {
		return "rtl"
	}
	return "ltr"
}

// Has reports whether the catalogue holds key.
func (c *Catalogue) Has(key string) bool { _, ok := c.messages[key]; return ok }

// Text is the text of key with its {names} filled in. args are pairs: name, value, name,
// value. A key that is missing comes back in angle brackets: the program still answers,
// and a test of this package finds it.
func (c *Catalogue) Text(key string, args ...any) string {
	m, ok := c.messages[key]
	if !ok {
		return "<" + key + ">"
	}
	if m.forms != nil {
		return fill(m.forms[plural.Other], args)
	}
	return fill(m.text, args)
}

// Count is like Text for a text that depends on the whole number n, which fills {n}.
func (c *Catalogue) Count(key string, n int, args ...any) string {
	args = append([]any{"n", n}, args...)
	m, ok := c.messages[key]
	if !ok || m.forms == nil {
		return c.Text(key, args...)
	}
	form := plural.Cardinal.MatchPlural(c.tag, max(n, -n), 0, 0, 0, 0)
	text, ok := m.forms[form]
	if !ok {
		text = m.forms[plural.Other]
	}
	return fill(text, args)
}

// Sentence is a sentence of the knowledge in this language; the English one where it has
// not been translated.
func (c *Catalogue) Sentence(english string) string {
	if c.strange {
		return strange(english)
	}
	if s, ok := c.sentences[english]; ok {
		return s
	}
	return english
}

// Keys lists the keys, sorted.
func (c *Catalogue) Keys() []string {
	keys := make([]string, 0, len(c.messages))
	for k := range c.messages {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// fill puts values in one pass, so that a value holding braces is never filled again.
func fill(text string, args []any) string {
	if len(args) < 2 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, fmt.Sprintf("{%v}", args[i]), fmt.Sprint(args[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
