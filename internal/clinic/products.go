package clinic

import (
	"context"
	"strings"
	"time"

	"skinafter/label"
)

// Products lists the person's products, in the order they were kept.
func (c *Care) Products(ctx context.Context, p Page) ([]Record[Product], error) {
	return many[Product](ctx, c.reader(), KindProduct, Filter{}, p)
}

// Product is a product; ErrNotFound where there is none.
func (c *Care) Product(ctx context.Context, id ID) (Record[Product], error) {
	return one[Product](ctx, c.reader(), KindProduct, id)
}

// ProductByBarcode is the product on the shelf with a barcode, in any of its written forms;
// ErrNotFound where there is none, an InputError where the digits are no barcode.
func (c *Care) ProductByBarcode(ctx context.Context, digits string) (Record[Product], error) {
	_, code, err := gtin("barcode", digits)
	if err != nil {
		return Record[Product]{}, err
	}
	list, err := many[Product](ctx, c.reader(), KindProduct, Filter{Code: code}, Page{Limit: 1, Newest: true})
	if err != nil {
		return Record[Product]{}, err
	}
	if len(list) == 0 {
		return Record[Product]{}, ErrNotFound
	}
	return list[0], nil
}

// AddProduct keeps a product with its label as it is today. A barcode that stands
// on the shelf already is ErrExists.
func (c *Care) AddProduct(ctx context.Context, once Once, p Product) (Saved, error) {
	if err := c.checkProduct(&p); err != nil {
		return Saved{}, err
	}
	code := ""
	if p.Barcode != "" {
		var err error
		if p.Barcode, code, err = gtin("barcode", p.Barcode); err != nil {
			return Saved{}, err
		}
	}
	return c.add(ctx, once, KindProduct, None, c.Time(), p, func(r *Row) { r.Code = code })
}

// Shelving is what may be changed of a product that is kept.
type Shelving struct {
	OffShelf   bool
	Prescribed bool
}

// ChangeProduct says whether a product is still used, and whether it was prescribed. Its label
// is never changed: another text is another product. Off the shelf its barcode is free for the
// same product with a new label; back on the shelf it may be ErrExists.
func (c *Care) ChangeProduct(ctx context.Context, once Once, id ID, version int64, s Shelving) (Saved, error) {
	return c.write(ctx, once, actionChange, func(w Writer) (Row, error) {
		row, err := c.changed(ctx, w, KindProduct, id, version, func(old Row) (any, time.Time, error) {
			p, err := open[Product](old)
			p.Body.OffShelf, p.Body.Prescribed = s.OffShelf, s.Prescribed
			return p.Body, time.Time{}, err
		})
		if err != nil {
			return row, err
		}
		p, err := open[Product](row)
		if row.Code = ""; err == nil && !s.OffShelf && p.Body.Barcode != "" {
			_, row.Code, err = gtin("barcode", p.Body.Barcode)
		}
		return row, err
	})
}

// DropProduct removes a product. One that was used in a course stays, as ErrInUse: the passport
// has to show it. Take it off the shelf instead, or drop its uses first.
func (c *Care) DropProduct(ctx context.Context, once Once, id ID, version int64) (Saved, error) {
	return c.drop(ctx, once, KindProduct, id, version, func(w Writer) error {
		return eachRow(ctx, w, KindUse, Filter{}, func(row Row) error {
			use, err := open[Use](row)
			if err == nil && use.Body.Product == id {
				return ErrInUse
			}
			return err
		})
	})
}

// gtin is a barcode as printed, digits only, and as it is looked for: 14 digits.
func gtin(field, text string) (digits, code string, err error) {
	digits = strings.NewReplacer(" ", "", "-", "").Replace(text)
	if !label.ValidGTIN(digits) {
		return "", "", input(field, text, "the 8, 12, 13 or 14 digits of a barcode, the last one being its check digit")
	}
	const long = 14
	return digits, strings.Repeat("0", long-len(digits)) + digits, nil
}

// Uses lists the uses of products in a course, by their time.
func (c *Care) Uses(ctx context.Context, course ID, p Page) ([]Record[Use], error) {
	return many[Use](ctx, c.reader(), KindUse, Filter{Course: course}, p)
}

// Use is one use of a product; ErrNotFound where there is none.
func (c *Care) Use(ctx context.Context, id ID) (Record[Use], error) {
	return one[Use](ctx, c.reader(), KindUse, id)
}

// AddUse keeps a use of a product in a course.
func (c *Care) AddUse(ctx context.Context, once Once, course ID, u Use) (Saved, error) {
	now := c.Time()
	if err := u.check(now); err != nil {
		return Saved{}, err
	}
	if _, err := c.Product(ctx, u.Product); err != nil {
		return Saved{}, err
	}
	at := now
	if u.At != nil {
		at = *u.At
	}
	return c.add(ctx, once, KindUse, course, at, u, nil)
}

// DropUse removes a use.
func (c *Care) DropUse(ctx context.Context, once Once, id ID, version int64) (Saved, error) {
	return c.drop(ctx, once, KindUse, id, version, nil)
}
