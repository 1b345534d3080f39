package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestProgramsThatAreNotLetInGetAProblem(t *testing.T) {
	t.Parallel()
	a := open(t)
	for name, kind := range map[string]string{"Host": "host", "Sec-Fetch-Site": "origin"} {
		r := request(http.MethodPost, "/api/v1/products", strings.NewReader(`{"name":"x"}`))
		if name == "Host" {
			r.Host = "evil.example"
		} else {
			r.Header.Set(name, "cross-site")
		}
		w := a.do(r)
		var p struct {
			Type   string
			Status int
		}
		err := json.Unmarshal(w.Body.Bytes(), &p)
		if err != nil || w.Code != http.StatusForbidden || p.Status != http.StatusForbidden || p.Type != "/api/v1/docs#problem-"+kind ||
			w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s %s, %v", kind, w.Code, w.Header().Get("Content-Type"), w.Body, err)
		}
	}
}
