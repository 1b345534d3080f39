package passport

import (
	"slices"

	"skinafter"
)

// Complete fills Asks with what is not known, most important first.
func (p *Passport) Complete() {
	p.Asks = nil
	t := &p.Treatment
	ask := func(missing bool, id, about string) {
		if missing {
			p.Asks = append(p.Asks, Ask{id, about})
		}
	}
	ask(t.Modality == "", AskModality, "")
	ask(t.First.IsZero() || t.Last.IsZero(), AskEnded, "")
	ask(t.DepthMM == 0 && depthMatters(t.Modality), AskDepth, "")
	ask(len(p.By(During)) == 0, AskDuring, "")
	for i := range p.Products {
		x := &p.Products[i]
		ask(x.Label == "", AskLabel, x.Name)
		ask(x.Stage == During && x.Batch == "", AskLot, x.Name)
	}
	ask(t.Device == "" && t.Setting != "home", AskDevice, "")
	ask(t.Needle == "" && depthMatters(t.Modality), AskNeedle, "")
	ask(t.Batch == "", AskBatch, "")
	ask(t.Provider == "" && t.Setting != "home", AskProvider, "")
	rank := AskIDs()
	slices.SortStableFunc(p.Asks, func(a, b Ask) int { return slices.Index(rank, a.ID) - slices.Index(rank, b.ID) })
	p.Asks = slices.Compact(p.Asks)
}

// depthMatters reports whether a treatment has a needle depth. Of one that nobody knows it may.
func depthMatters(m skinafter.Modality) bool {
	switch m {
	case "", skinafter.Needling, skinafter.PRPNeedling, skinafter.Roller, skinafter.Stamp, skinafter.RFNeedling:
		return true
	default:
		return false
	}
}
