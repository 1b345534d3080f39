package cabinet

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"skinafter"
)

// productsFile holds the user's products.
const productsFile = "products.json"

// Product is one of the user's own products: the label as it was on the day it was kept.
type Product struct {
	Barcode string         `json:"barcode"` // GTIN digits as printed
	Name    string         `json:"name"`
	Text    string         `json:"text"`           // the whole label
	Form    skinafter.Form `json:"form,omitempty"` // empty = not said
	Kept    time.Time      `json:"kept"`
}

// Products lists the user's products by name.
func (c *Cabinet) Products() ([]Product, error) {
	b, err := c.read(productsFile)
	if err != nil || b == nil {
		return nil, err
	}
	var list []Product
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, &skinafter.InputError{Field: c.dir + "/" + productsFile, Want: "a list of products as JSON: " + err.Error()}
	}
	slices.SortFunc(list, func(a, b Product) int { return strings.Compare(a.Name+"\x00"+a.Barcode, b.Name+"\x00"+b.Barcode) })
	return list, nil
}

// Product is the product with a barcode; false where there is none. The same number in its
// 8, 12, 13 and 14 digit forms is the same product.
func (c *Cabinet) Product(barcode string) (Product, bool, error) {
	list, err := c.Products()
	for _, p := range list {
		if gtin14(p.Barcode) == gtin14(barcode) {
			return p, true, err
		}
	}
	return Product{}, false, err
}

// KeepProduct adds a product, or replaces the one with the same barcode.
func (c *Cabinet) KeepProduct(p Product) error {
	list, err := c.Products()
	if err != nil {
		return err
	}
	return c.writeProducts(append(without(list, p.Barcode), p))
}

// ForgetProduct removes the product with a barcode; false where there is none.
func (c *Cabinet) ForgetProduct(barcode string) (bool, error) {
	list, err := c.Products()
	if err != nil {
		return false, err
	}
	rest := without(list, barcode)
	if len(rest) == len(list) {
		return false, nil
	}
	return true, c.writeProducts(rest)
}

func without(list []Product, barcode string) []Product {
	return slices.DeleteFunc(list, func(p Product) bool { return gtin14(p.Barcode) == gtin14(barcode) })
}

func (c *Cabinet) writeProducts(list []Product) error {
	b, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return fmt.Errorf("keeping products: %w", err)
	}
	return c.write(productsFile, append(b, '\n'))
}

func gtin14(digits string) string {
	if len(digits) >= 14 {
		return digits
	}
	return strings.Repeat("0", 14-len(digits)) + digits
}
