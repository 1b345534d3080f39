package chart

import (
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"sync"
)

// Words are what stands on a chart, in the language of the reader.
type Words struct {
	Title, Desc string            // what is drawn, for those who do not see it too
	Ranks       map[string]string // of "0" to "3"
	Axis        string            // below the days
	Uses        string            // beside the marks of products
	RightToLeft bool              // the direction of the language: time runs that way too
}

//go:embed chart.html
var page string

// sheet reads the page once, for the first chart.
var sheet = sync.OnceValues(func() (*template.Template, error) { return template.New("chart").Parse(page) })

// SVG draws the chart as a figure for a page.
func (c *Chart) SVG(words Words) (template.HTML, error) {
	data := struct {
		Words
		D       drawing
		WordGap string
	}{words, c.draw(words.RightToLeft), "-8"}
	if words.RightToLeft {
		data.WordGap = "8"
	}
	t, err := sheet()
	if err != nil {
		return "", fmt.Errorf("reading the page of a chart: %w", err)
	}
	var out strings.Builder
	if err := t.Execute(&out, data); err != nil {
		return "", fmt.Errorf("drawing a chart: %w", err)
	}
	return template.HTML(out.String()), nil //nolint:gosec // html/template has written it
}
