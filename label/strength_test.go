package label

import "testing"

func TestStrengthsAreReadInEveryForm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       float64
	}{
		{"behind", "Niacinamide 5 %", 5},
		{"in front", "10% Niacinamide", 10},
		{"with a decimal comma", "Retinol 0,3%", 0.3},
		{"in parts per million", "Centella (500 ppm)", 0.05},
		{"by weight", "Zinc Oxide 20.5% w/w", 20.5},
		{"more than all is nothing", "Retinol 300 %", 0},
		{"a sign without a number is nothing", "Retinol %", 0},
		{"none", "Retinol", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, got := strength(tt.text); got != tt.want {
				t.Errorf("strength(%q) = %g, want %g", tt.text, got, tt.want)
			}
		})
	}
}

func TestMolecularWeightsAreReadInKilodalton(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       float64
	}{
		{"megadalton", "Sodium Hyaluronate 1.8 MDa", 1800},
		{"kilodalton", "Sodium Hyaluronate (50 kDa)", 50},
		{"dalton with a thousands comma", "HA 1,500,000 dalton", 1500},
		{"million dalton", "HA 2 million dalton", 2000},
		{"the lowest of a range", "Sodium Hyaluronate (0.05-1.5 MDa)", 50},
		{"the lowest of several", "20-50 kDa and 1.5 MDa", 20},
		{"none", "Sodium Hyaluronate", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := dalton(tt.text); got != tt.want {
				t.Errorf("dalton(%q) = %g, want %g", tt.text, got, tt.want)
			}
		})
	}
}
