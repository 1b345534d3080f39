package main

import (
	"fmt"
	"strings"

	"skinafter"
	"skinafter/internal/cabinet"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/label"
)

// productsCommand is about the user's own products.
type productsCommand struct {
	Add    productsAdd    `cmd:"" help:"Keep the label of a product under its barcode."`
	List   productsList   `cmd:"" help:"List your products."`
	Remove productsRemove `cmd:"" help:"Remove a product by its barcode."`
}

// productsAdd keeps a product.
type productsAdd struct {
	Barcode string `required:"" placeholder:"DIGITS" help:"Digits below the barcode: 8, 12, 13 or 14 of them."`
	Name    string `required:"" help:"Name of the product."`
	Form    string `placeholder:"FORM" help:"leave-on, rinse-off, sunscreen, makeup, heavy-makeup or medicine."`
	File    string `arg:"" help:"Text of its label; - is standard input."`
}

// Run is called by kong.
func (c *productsAdd) Run(s *session) error {
	digits, err := parseBarcode("--barcode", c.Barcode)
	if err != nil {
		return err
	}
	form, err := intake.ParseForm("--form", c.Form)
	if err != nil {
		return err
	}
	text, err := s.readText(c.File)
	if err != nil {
		return err
	}
	reader, err := s.labels()
	if err != nil {
		return err
	}
	read := reader.Parse(text)
	if read.Kind == skinafter.Empty {
		return &skinafter.InputError{Field: inputName(c.File), Want: "the text of a label, this is empty"}
	}
	p := cabinet.Product{Barcode: digits, Name: paper.Clean(c.Name), Text: text, Form: form, Kept: s.main.Now().UTC()}
	if err := s.cabinet().KeepProduct(p); err != nil {
		return err
	}
	return s.say("products.kept", len(read.Ingredients), "name", p.Name, "barcode", digits)
}

// productsList lists the products.
type productsList struct{ jsonFlag }

// Run is called by kong.
func (c *productsList) Run(s *session) error {
	list, err := s.cabinet().Products()
	if err != nil {
		return err
	}
	if c.JSON {
		if list == nil {
			list = []cabinet.Product{}
		}
		return s.writeJSON(list)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Bold, 0, texts.Count("products.list", len(list)))
	for _, p := range list {
		sheet.Row(paper.Plain, p.Barcode+"  "+p.Name, p.Kept.In(s.main.Now().Location()).Format("2006-01-02"))
	}
	return s.print(sheet)
}

// productsRemove removes a product.
type productsRemove struct {
	Barcode string `required:"" placeholder:"DIGITS" help:"Digits below the barcode."`
}

// Run is called by kong.
func (c *productsRemove) Run(s *session) error {
	digits, err := parseBarcode("--barcode", c.Barcode)
	if err != nil {
		return err
	}
	found, err := s.cabinet().ForgetProduct(digits)
	if err != nil {
		return err
	}
	if !found {
		return &skinafter.InputError{Field: "--barcode", Value: digits, Want: "a barcode of your list, see skinafter products list"}
	}
	return s.say("products.removed", 1, "barcode", digits)
}

// say prints one sentence of the catalogue.
func (s *session) say(key string, n int, args ...any) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para(paper.Plain, 0, texts.Count(key, n, args...))
	return s.print(sheet)
}

// parseBarcode is the digits of a valid barcode; spaces and hyphens between them are as printed.
func parseBarcode(field, text string) (string, error) {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(text)
	if !label.ValidGTIN(digits) {
		return "", &skinafter.InputError{
			Field: field, Value: intake.Short(text), Want: "the 8, 12, 13 or 14 digits of a barcode, the last one being its check digit",
		}
	}
	return digits, nil
}

// product is the user's product with a barcode.
func (s *session) product(barcode string) (cabinet.Product, error) {
	digits, err := parseBarcode("--barcode", barcode)
	if err != nil {
		return cabinet.Product{}, err
	}
	p, found, err := s.cabinet().Product(digits)
	if err != nil {
		return p, err
	}
	if !found {
		return p, &skinafter.InputError{
			Field: "--barcode", Value: digits,
			Want: fmt.Sprintf("a barcode of your list; add it with: skinafter products add --barcode %s --name NAME FILE", digits),
		}
	}
	return p, nil
}
