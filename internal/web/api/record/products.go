package record

import (
	"context"
	"net/http"

	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
)

func (h handlers) registerProducts() {
	changes := []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired}
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodGet, Path: "/products", Tag: tagRecord, ID: "list-products", Title: "The products",
		About: "With barcode only the one that has it, in any of its written forms; an empty list where none has.",
	}, h.products)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/products", Tag: tagRecord, ID: "add-product", Title: "Keep a product with its label as it is today",
		Status: http.StatusCreated, Errors: []int{http.StatusConflict}, Largest: maxBody,
	}, func(ctx context.Context, in *struct {
		contract.Keyed
		Body Product
	},
	) (*contract.Made[Product], error) {
		once, err := in.Once("POST /products", in.Body)
		if err != nil {
			return nil, err
		}
		saved, err := h.Care.AddProduct(ctx, once, in.Body.clinic())
		return h.madeProduct(ctx, saved, err)
	})
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/products/{id}", Tag: tagRecord, ID: "get-product", Title: "One product"},
		one(h.Care.Product, showProduct))
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPut, Path: "/products/{id}/shelving", Tag: tagRecord, ID: "put-shelving", Title: "Say whether it is still used, and whether it was prescribed",
		About: "A label is never changed: another text is another product.", Errors: changes,
	}, func(ctx context.Context, in *struct {
		OfID
		contract.Keyed
		contract.Versioned
		Body Shelving
	},
	) (*contract.Made[Product], error) {
		version, once, err := in.Change("PUT /products/"+in.ID+"/shelving", in.Keyed, in.Body)
		if err != nil {
			return nil, err
		}
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		saved, err := h.Care.ChangeProduct(ctx, once, id, version, clinic.Shelving{OffShelf: in.Body.OffShelf, Prescribed: in.Body.Prescribed})
		return h.madeProduct(ctx, saved, err)
	})
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodDelete, Path: "/products/{id}", Tag: tagRecord, ID: "drop-product", Title: "Remove a product that was never used",
		Errors: append(changes, http.StatusBadRequest, http.StatusConflict),
	}, removal("/products/", h.Care.DropProduct))
	h.registerUses()
}

func (h handlers) products(ctx context.Context, in *struct {
	contract.Paged
	Barcode string `query:"barcode" maxLength:"40" doc:"Digits of a barcode."`
},
) (*contract.Many[Product], error) {
	if in.Barcode == "" {
		return contract.ListOf(h.Service, in.Paged, "/products", func(p clinic.Page) ([]clinic.Record[clinic.Product], error) { return h.Care.Products(ctx, p) }, showProduct)
	}
	return contract.ListOf(h.Service, in.Paged, "/products", func(clinic.Page) ([]clinic.Record[clinic.Product], error) {
		rec, err := h.Care.ProductByBarcode(ctx, in.Barcode)
		switch {
		case isNotFound(err):
			return nil, nil
		case err != nil:
			return nil, contract.AsParameter(err, "barcode")
		}
		return []clinic.Record[clinic.Product]{rec}, nil
	}, showProduct)
}

func (h handlers) madeProduct(ctx context.Context, saved clinic.Saved, err error) (*contract.Made[Product], error) {
	if err != nil {
		return nil, err
	}
	rec, err := h.Care.Product(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return contract.MadeOf(&rec, saved, "/products/"+rec.ID.String(), showProduct), nil
}

func (h handlers) registerUses() {
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/courses/{id}/uses", Tag: tagCourse, ID: "list-uses", Title: "Which products were used in a course"},
		ofCourse(h, "uses", h.Care.Uses, showUse))
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/courses/{id}/uses", Tag: tagCourse, ID: "add-use", Title: "Keep a use of a product",
		Status: http.StatusCreated, Errors: []int{http.StatusConflict},
	}, h.addUse)
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/uses/{id}", Tag: tagCourse, ID: "get-use", Title: "One use of a product"},
		one(h.Care.Use, showUse))
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodDelete, Path: "/uses/{id}", Tag: tagCourse, ID: "drop-use", Title: "Remove a use of a product",
		Errors: []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired, http.StatusBadRequest},
	}, removal("/uses/", h.Care.DropUse))
}

func (h handlers) addUse(ctx context.Context, in *struct {
	OfCourse
	contract.Keyed
	Body Use
},
) (*contract.Made[Use], error) {
	once, err := in.Once("POST /courses/"+in.ID+"/uses", in.Body)
	if err != nil {
		return nil, err
	}
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	product, err := clinic.ParseID(in.Body.Product)
	if err == nil {
		_, err = h.Care.Product(ctx, product)
	}
	if isNotFound(err) {
		return nil, contract.Invalid(contract.Fault{Detail: "want the id of a product that is kept", Pointer: "#/product"})
	}
	if err != nil {
		return nil, err
	}
	use := clinic.Use{Product: product, When: clinic.When(in.Body.When), At: inUTC(in.Body.At), Note: in.Body.Note}
	saved, err := h.Care.AddUse(ctx, once, course.ID, use)
	if err != nil {
		return nil, err
	}
	rec, err := h.Care.Use(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return contract.MadeOf(&rec, saved, "/uses/"+rec.ID.String(), showUse), nil
}
