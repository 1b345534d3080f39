package mgps_test

import (
	"fmt"

	"skinafter/signal/mgps"
)

func ExamplePrior_Posterior() {
	prior := mgps.Prior{Alpha1: 0.2, Beta1: 0.1, Alpha2: 2, Beta2: 4, P: 1.0 / 3}
	p := prior.Posterior(16, 0.4)
	fmt.Printf("EBGM %.2f (%.2f to %.2f)\n", p.EBGM, p.EB05, p.EB95)
	// Output:
	// EBGM 31.41 (20.39 to 46.68)
}
