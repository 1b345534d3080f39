package chart

// Sizes that all pictures share, in CSS pixels.
const (
	margin    = 20.0
	titleSize = 18.0
	textSize  = 13.0
	noteSize  = 11.5
)

// Words are those around a picture.
type Words struct {
	Lang  string   // language of all words
	Title string   // above the picture
	Under string   // a line below the title, "" = none
	Desc  string   // the picture in words, for who does not see it
	Notes []string // below the picture: what it does not show, method, data
}

// frame is the inside of a picture that has axes.
type frame struct {
	*Picture
	ruler  ruler
	x, y   scale
	top    float64 // y of the upper edge
	bottom float64 // y of the lower edge
	left   float64
	right  float64
}

// start makes a picture with its title and its notes; plotHeight is the room for the data
// and the axis below it. It returns the frame with its edges set.
func start(w Words, width, plotHeight float64) *frame {
	f := &frame{}
	inner := width - 2*margin
	var notes []string
	for _, note := range w.Notes {
		notes = append(notes, f.ruler.lines(note, noteSize, inner)...)
	}
	title := f.ruler.lines(w.Title, titleSize*1.06, inner)
	under := f.ruler.lines(w.Under, textSize, inner)
	head := margin + float64(len(title))*titleSize*1.25 + float64(len(under))*textSize*1.35 + 10
	height := head + plotHeight + float64(len(notes))*noteSize*1.4 + margin
	f.Picture = New(w.Title, w.Desc, w.Lang, width, height)
	y := margin + titleSize*0.8
	for _, line := range title {
		f.Strong(Point{margin, y}, Start, titleSize, line)
		y += titleSize * 1.25
	}
	y += textSize*0.2 - titleSize*0.2
	for _, line := range under {
		f.Text(Point{margin, y}, Start, textSize, line)
		y += textSize * 1.35
	}
	f.top, f.bottom, f.left, f.right = head, head+plotHeight, margin, width-margin
	y = f.bottom + noteSize*1.2
	for _, line := range notes {
		f.Text(Point{margin, y}, Start, noteSize, line)
		y += noteSize * 1.4
	}
	return f
}

// axisRoom is the room below the data for numbers and the name of the axis.
const axisRoom = 58.0

// axisBelow draws the horizontal axis at the bottom of the data: grid, numbers, name.
func (f *frame) axisBelow(name string, n int) {
	for _, t := range f.x.ticks(n) {
		at := f.x.at(t.value)
		f.Line(Point{at, f.top}, Point{at, f.bottom}, Grid, 1, false)
		f.Line(Point{at, f.bottom}, Point{at, f.bottom + 4}, Black, 1, false)
		f.Text(Point{at, f.bottom + 4 + textSize}, Middle, noteSize, t.text)
	}
	f.Line(Point{f.left, f.bottom}, Point{f.right, f.bottom}, Black, 1, false)
	f.Text(Point{(f.left + f.right) / 2, f.bottom + 20 + textSize*1.3}, Middle, textSize, name)
}

// axisLeft draws the vertical axis at the left of the data.
func (f *frame) axisLeft(name string, n int) {
	for _, t := range f.y.ticks(n) {
		at := f.y.at(t.value)
		f.Line(Point{f.left, at}, Point{f.right, at}, Grid, 1, false)
		f.Line(Point{f.left - 4, at}, Point{f.left, at}, Black, 1, false)
		f.Text(Point{f.left - 7, at + noteSize*0.35}, End, noteSize, t.text)
	}
	f.Line(Point{f.left, f.top}, Point{f.left, f.bottom}, Black, 1, false)
	f.Upright(Point{margin + textSize*0.6, (f.top + f.bottom) / 2}, textSize, name)
}

// legend is a line of marks with their words, right below the axis at height y.
func (f *frame) legend(y float64, reached, not string) {
	x := f.left + 6
	for _, key := range []struct {
		reached bool
		text    string
	}{{true, reached}, {false, not}} {
		if key.text == "" {
			continue
		}
		f.Dot(Point{x, y - 4}, key.reached, 4.5, "")
		f.Text(Point{x + 10, y}, Start, noteSize, key.text)
		x += 30 + f.ruler.width(key.text, noteSize)
	}
}
