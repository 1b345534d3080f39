package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/recovery"
	"skinafter/verdict"
)

// schemaName names a type in the document. Types of the machine interface that have the name
// of one of ours get another.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[wire.Problem]():
		return "UnreadField"
	case reflect.TypeFor[wire.Sign]():
		return "JudgedSign"
	case reflect.TypeFor[wire.Entry]():
		return "ShelfEntry"
	}
	return name
}

// refine adds to the schemas what their types cannot say: closed lists that the facts or the
// nouns hold, and members that may be null. settings are the words for places.
func refine(all map[string]*huma.Schema, settings []string) {
	closed := func(list []string, places ...string) {
		values := make([]any, len(list))
		for i, v := range list {
			values[i] = v
		}
		for _, place := range places {
			if s := propertyOf(all, place); s != nil {
				// huma takes words that are only written, never read, for numbers.
				s.Type, s.Format, s.Minimum, s.Enum = huma.TypeString, "", nil, values
				s.PrecomputeMessages()
			}
		}
	}
	levels := texts(skinafter.Levels(), skinafter.Level.String)
	closed(levels, "TriageAnswer.level", "TriageAnswer.signs", "Fired.level", "JudgedSign.level", "ReadyAnswer.level")
	verdicts := texts([]verdict.Verdict{verdict.OK, verdict.Wait, verdict.No, verdict.Unknown}, verdict.Verdict.String)
	closed(verdicts, "CheckAnswer.verdict", "Shelf.verdict", "Item.verdict", "Dissent.verdict", "Suspect.verdict")
	closed(knowledge.ReadyWords(), "ReadyAnswer.answer", "ReadyReason.answer", "ScreenAnswer.ready", "ScreenItem.ready", "TriageAnswer.next_session")
	closed(texts([]recovery.State{recovery.Past, recovery.Now, recovery.Later}, recovery.State.String), "Step.state")
	closed(plain(skinafter.Modalities()), "Course.modality", "AskedCourse.modality", "Answered.modality")
	closed(plain(skinafter.DepthClasses()), "Course.depth_class")
	closed(plain(skinafter.Areas()), "Course.area", "AskedCourse.area")
	closed(plain(skinafter.Protocols()), "Course.protocol", "CheckQuestion.protocol")
	closed(settings, "Provider.setting", "PlanQuestion.setting")
	closed(strings.Fields(intake.Forms), "Product.form", "CheckQuestion.form", "ProductQuestion.form", "AskedUse.form")
	if s := all["Answered"]; s != nil {
		s.Properties["topics"].Items = &huma.Schema{Type: huma.TypeString, Enum: anys(knowledge.Topics())}
		s.PrecomputeMessages()
	}
	nullable(all, "PlanAnswer.phase")
}

// propertyOf finds "Schema.property".
func propertyOf(all map[string]*huma.Schema, place string) *huma.Schema {
	name, property, _ := strings.Cut(place, ".")
	if s := all[name]; s != nil {
		return s.Properties[property]
	}
	return nil
}

// nullable lets a member that is an object be null too.
func nullable(all map[string]*huma.Schema, place string) {
	name, property, _ := strings.Cut(place, ".")
	if s := all[name]; s != nil && s.Properties[property] != nil {
		s.Properties[property] = &huma.Schema{AnyOf: []*huma.Schema{{Ref: s.Properties[property].Ref}, {Type: "null"}}}
	}
}

func texts[T any](list []T, text func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = text(v)
	}
	return out
}

func plain[T ~string](list []T) []string { return texts(list, func(v T) string { return string(v) }) }

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}
