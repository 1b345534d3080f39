package main

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
)

// dialog asks a person one question at a time. Questions go to standard error, so that the
// answer stands alone on standard output. An empty line passes a question over; what nobody
// says is judged carefully.
type dialog struct {
	in    *bufio.Reader
	out   io.Writer
	texts *catalogue.Catalogue
	ended bool // standard input is at its end: every further answer is empty
}

func (s *session) dialog() (*dialog, error) {
	texts, err := s.texts()
	if err != nil {
		return nil, err
	}
	return &dialog{in: bufio.NewReader(io.LimitReader(s.in, intake.MaxPersonBytes)), out: s.err, texts: texts}, nil
}

// say writes lines below each other, wrapped.
func (d *dialog) say(texts ...string) {
	sheet := &paper.Sheet{}
	for _, text := range texts {
		sheet.Para(paper.Plain, indent(text), text)
	}
	_, _ = d.out.Write(sheet.Bytes())
}

func indent(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// ask puts a question and reads one line.
func (d *dialog) ask(question string) string {
	if d.ended {
		return ""
	}
	_, _ = io.WriteString(d.out, "\n")
	d.say(question)
	_, _ = io.WriteString(d.out, "> ")
	line, err := d.in.ReadString('\n')
	if err != nil {
		d.ended = true
		if !errors.Is(err, io.EOF) {
			return ""
		}
	}
	return strings.TrimSpace(line)
}

// choose asks for any number of entries of a list and returns their places. What is no
// number of the list is asked again.
func (d *dialog) choose(question string, names []string, many bool) []int {
	for {
		list := []string{question}
		for i, name := range names {
			list = append(list, "  "+strconv.Itoa(i+1)+" "+name)
		}
		hint := "ask.one_number"
		if many {
			hint = "ask.numbers"
		}
		list = append(list, d.texts.Text(hint))
		if d.ended {
			return nil
		}
		_, _ = io.WriteString(d.out, "\n")
		d.say(list[:len(list)-1]...)
		got, ok := places(d.ask(list[len(list)-1]), len(names))
		if ok && (many || len(got) < 2) {
			return got
		}
		d.say(d.texts.Text("ask.not_in_list"))
	}
}

// places reads "1 3" or "1,3" as places from 0; false where a word is no number of the list.
func places(line string, n int) ([]int, bool) {
	var out []int
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		at, err := strconv.Atoi(w)
		if err != nil || at < 1 || at > n {
			return nil, false
		}
		out = append(out, at-1)
	}
	return out, true
}

// spanAnswer asks for a time with its unit until it can be read; nil where it is passed over.
func (d *dialog) spanAnswer(question string) *skinafter.Moment {
	for {
		line := d.ask(question)
		if line == "" || line == d.texts.Text("ask.unknown_word") {
			return nil
		}
		m, err := intake.ParseSince("", line)
		if err == nil {
			return &m
		}
		d.say(d.texts.Text("ask.want_span"))
	}
}

// names are the texts of codes under a prefix of the catalogue.
func (d *dialog) names(prefix string, codes []string) []string {
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = d.texts.Text(prefix + code)
	}
	return out
}
