package journeys_test

import (
	"context"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit/browser"
)

func TestAProductThatWentOnTooEarlyIsNamed(t *testing.T) {
	t.Parallel()
	both(t, treated, func(h *app, p *browser.Phone) {
		ctx, at := context.Background(), night.Add(-3*time.Hour)
		course, there, err := h.care.Current(ctx)
		if err != nil || !there {
			t.Fatal("no course", err)
		}
		cream := clinic.Product{Name: "Night cream", Label: "Ingredients: Aqua, Glycerin, Retinol, Parfum"}
		kept, err := h.care.AddProduct(ctx, clinic.NewOnce("cream", "product", cream), cream)
		must(t, err)
		use := clinic.Use{Product: kept.ID, When: clinic.After, At: &at}
		_, err = h.care.AddUse(ctx, clinic.NewOnce("use", "use", use), course.ID, use)
		must(t, err)
		p.Visit("/check-in").Tap("None of these").Tap("Nothing").Tap("Show my answer")
		p.Sees("Leave off: Night cream", "unless it was prescribed", "Keep the label").SeesNot("Leave the product off")
		p.Touch("Why").Sees("Rule: A product used before its time (product-early)")
		p.Fits().BigEnough().Accessible().Picture("result-early")
		p.Turn(func(k *browser.Look) { k.Dark = true }).Picture("result-early-dark")
	})
}
