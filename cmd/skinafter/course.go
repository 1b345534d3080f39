package main

import (
	"time"

	"skinafter"
	"skinafter/internal/intake"
)

// courseFlags describe the treatment and the moment of the question on the command line.
type courseFlags struct {
	Modality string `placeholder:"NAME" help:"Kind of treatment: needling, prp_needling, roller, stamp, rf_needling, laser_fractional_nonablative, laser_fractional_ablative, laser_full_ablative, peel_superficial, peel_medium, peel_deep."`
	Depth    string `placeholder:"1.5mm" help:"Needle depth. Left out: not known, judged carefully."`
	Since    string `placeholder:"20h" help:"Time since the treatment ended: 20h, 90min, 3d; 20h..30h or unknown where it is not sure; -24h before it."`
	End      string `name:"end" aliases:"until-time" placeholder:"TIME" help:"When the treatment ended, instead of --since: 2026-11-19T13:00:00+01:00."`
	Now      string `name:"now" placeholder:"TIME" help:"Answer as of this time instead of the clock's."`
	Class    string `placeholder:"A..G" help:"Depth class, instead of what follows from kind and depth; U = depth not known."`
	Area     string `placeholder:"NAME" help:"Treated place: face, neck, scalp ..."`
	Closed   string `placeholder:"6d" help:"A clinician said that new skin has closed over this long after the treatment (laser, peel)."`
	OpenSkin bool   `name:"open-skin" help:"Skin is still open or weeping."`
	Occluded bool   `help:"A dressing or film lies on the skin."`
	Protocol string `default:"combined" placeholder:"NAME" help:"Rules to follow: combined, combined-plus, conservative, general."`
}

// now is the moment of the question.
func (f *courseFlags) now(s *session) (time.Time, error) {
	now := s.main.Now()
	if f.Now == "" {
		return now, nil
	}
	at, err := intake.ParseTime("--now", f.Now, now)
	if err != nil {
		return at, err
	}
	return at, nil
}

// course is the treatment that the flags describe, without its end.
func (f *courseFlags) course() (skinafter.Course, error) {
	c := skinafter.Course{OpenSkin: f.OpenSkin, Occluded: f.Occluded}
	if f.Modality == "" {
		return c, &skinafter.InputError{Field: "--modality", Want: "one of " + intake.Words(skinafter.Modalities())}
	}
	if f.Depth != "" {
		depth, err := intake.ParseDepth("--depth", f.Depth)
		if err != nil {
			return c, err
		}
		c.Depth = depth
	}
	if f.Closed != "" {
		closed, err := intake.ParseSpan("--closed", f.Closed)
		if err != nil {
			return c, err
		}
		c.Closed = &closed
	}
	return c, intake.ClosedNames(&c, "--modality", f.Modality, "--class", f.Class, "--area", f.Area)
}

// moment is when the question is asked, since the end of the treatment, and that end.
func (f *courseFlags) moment(now time.Time) (skinafter.Moment, time.Time, error) {
	switch {
	case f.Since != "" && f.End != "":
		return skinafter.Moment{}, time.Time{}, &skinafter.InputError{Field: "--since and --end", Want: "one of the two, not both"}
	case f.End != "":
		end, err := intake.ParseEnd("--end", f.End, now)
		return skinafter.At(skinafter.Since(end, now)), end, err
	case f.Since == "":
		return skinafter.Moment{}, time.Time{}, &skinafter.InputError{
			Field: "--since", Want: "the time since the treatment, such as 20h; or --end with the time it ended",
		}
	}
	at, err := intake.ParseSince("--since", f.Since)
	if err != nil {
		return at, time.Time{}, err
	}
	// The careful reading of an uncertain time is the latest possible end.
	return at, now.Add(-at.Min.Duration()).Truncate(time.Minute), nil
}
