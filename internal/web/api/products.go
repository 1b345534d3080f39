package api

import (
	"context"
	"net/http"

	"skinafter/internal/clinic"
)

func (a *API) registerProducts() {
	changes := []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired}
	add(a, operation{
		method: http.MethodGet, path: "/products", tag: tagRecord, id: "list-products", title: "The products",
		about: "With barcode only the one that has it, in any of its written forms; an empty list where none has.",
	}, a.products)
	add(a, operation{
		method: http.MethodPost, path: "/products", tag: tagRecord, id: "add-product", title: "Keep a product with its label as it is today",
		status: http.StatusCreated, errors: []int{http.StatusConflict}, largest: maxBody,
	}, func(ctx context.Context, in *struct {
		Keyed
		Body Product
	},
	) (*made[Product], error) {
		once, err := in.once("POST /products", in.Body)
		if err != nil {
			return nil, err
		}
		saved, err := a.care.AddProduct(ctx, once, in.Body.clinic())
		return a.madeProduct(ctx, saved, err)
	})
	add(a, operation{method: http.MethodGet, path: "/products/{id}", tag: tagRecord, id: "get-product", title: "One product"},
		func(ctx context.Context, in *OfID) (*one[Product], error) {
			id, err := clinic.ParseID(in.ID)
			if err != nil {
				return nil, err
			}
			rec, err := a.care.Product(ctx, id)
			if err != nil {
				return nil, err
			}
			return oneOf(&rec, showProduct), nil
		})
	add(a, operation{
		method: http.MethodPut, path: "/products/{id}/shelving", tag: tagRecord, id: "put-shelving", title: "Say whether it is still used, and whether it was prescribed",
		about: "A label is never changed: another text is another product.", errors: changes,
	}, func(ctx context.Context, in *struct {
		OfID
		Keyed
		Versioned
		Body Shelving
	},
	) (*made[Product], error) {
		version, once, err := in.change("PUT /products/"+in.ID+"/shelving", in.Keyed, in.Body)
		if err != nil {
			return nil, err
		}
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		saved, err := a.care.ChangeProduct(ctx, once, id, version, clinic.Shelving{OffShelf: in.Body.OffShelf, Prescribed: in.Body.Prescribed})
		return a.madeProduct(ctx, saved, err)
	})
	add(a, operation{
		method: http.MethodDelete, path: "/products/{id}", tag: tagRecord, id: "drop-product", title: "Remove a product that was never used",
		errors: append(changes, http.StatusBadRequest, http.StatusConflict),
	}, removal("/products/", a.care.DropProduct))
	a.registerUses()
}

func (a *API) products(ctx context.Context, in *struct {
	Paged
	Barcode string `query:"barcode" maxLength:"40" doc:"Digits of a barcode."`
},
) (*many[Product], error) {
	if in.Barcode == "" {
		return listOf(a, in.Paged, "/products", func(p clinic.Page) ([]clinic.Record[clinic.Product], error) { return a.care.Products(ctx, p) }, showProduct)
	}
	return listOf(a, in.Paged, "/products", func(clinic.Page) ([]clinic.Record[clinic.Product], error) {
		rec, err := a.care.ProductByBarcode(ctx, in.Barcode)
		switch {
		case isNotFound(err):
			return nil, nil
		case err != nil:
			return nil, asParameter(err, "barcode")
		}
		return []clinic.Record[clinic.Product]{rec}, nil
	}, showProduct)
}

func (a *API) madeProduct(ctx context.Context, saved clinic.Saved, err error) (*made[Product], error) {
	if err != nil {
		return nil, err
	}
	rec, err := a.care.Product(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return madeOf(&rec, saved, "/products/"+rec.ID.String(), showProduct), nil
}

func (a *API) registerUses() {
	add(a, operation{method: http.MethodGet, path: "/courses/{id}/uses", tag: tagCourse, id: "list-uses", title: "Which products were used in a course"},
		func(ctx context.Context, in *struct {
			OfCourse
			Paged
		},
		) (*many[Use], error) {
			course, err := a.course(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return listOf(a, in.Paged, "/courses/"+in.ID+"/uses", func(p clinic.Page) ([]clinic.Record[clinic.Use], error) {
				return a.care.Uses(ctx, course.ID, p)
			}, showUse)
		})
	add(a, operation{
		method: http.MethodPost, path: "/courses/{id}/uses", tag: tagCourse, id: "add-use", title: "Keep a use of a product",
		status: http.StatusCreated, errors: []int{http.StatusConflict},
	}, a.addUse)
	add(a, operation{method: http.MethodGet, path: "/uses/{id}", tag: tagCourse, id: "get-use", title: "One use of a product"},
		func(ctx context.Context, in *OfID) (*one[Use], error) {
			id, err := clinic.ParseID(in.ID)
			if err != nil {
				return nil, err
			}
			rec, err := a.care.Use(ctx, id)
			if err != nil {
				return nil, err
			}
			return oneOf(&rec, showUse), nil
		})
	add(a, operation{
		method: http.MethodDelete, path: "/uses/{id}", tag: tagCourse, id: "drop-use", title: "Remove a use of a product",
		errors: []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired, http.StatusBadRequest},
	}, removal("/uses/", a.care.DropUse))
}

func (a *API) addUse(ctx context.Context, in *struct {
	OfCourse
	Keyed
	Body Use
},
) (*made[Use], error) {
	once, err := in.once("POST /courses/"+in.ID+"/uses", in.Body)
	if err != nil {
		return nil, err
	}
	course, err := a.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	product, err := clinic.ParseID(in.Body.Product)
	if err == nil {
		_, err = a.care.Product(ctx, product)
	}
	if isNotFound(err) {
		return nil, kindInvalid.problem(Fault{Detail: "want the id of a product that is kept", Pointer: "#/product"})
	}
	if err != nil {
		return nil, err
	}
	use := clinic.Use{Product: product, When: clinic.When(in.Body.When), At: inUTC(in.Body.At), Note: in.Body.Note}
	saved, err := a.care.AddUse(ctx, once, course.ID, use)
	if err != nil {
		return nil, err
	}
	rec, err := a.care.Use(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return madeOf(&rec, saved, "/uses/"+rec.ID.String(), showUse), nil
}
