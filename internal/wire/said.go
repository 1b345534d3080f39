package wire

import (
	"sync"

	"skinafter/internal/catalogue"
	"skinafter/internal/intake"
	"skinafter/knowledge"
)

// english is the catalogue that the machine interface speaks.
var english = sync.OnceValues(func() (*catalogue.Catalogue, error) { return catalogue.Load(knowledge.DefaultLanguage) })

// said is a careful reading in the words of the machine interface.
func said(id string) string {
	texts, err := english()
	if err != nil {
		return id
	}
	return texts.Text("fields." + id)
}

// saidOnWire are the careful readings, in English.
func saidOnWire(r *intake.Report) []Note {
	out := []Note{}
	for _, id := range r.Said {
		out = append(out, Note{id, said(id)})
	}
	return out
}
