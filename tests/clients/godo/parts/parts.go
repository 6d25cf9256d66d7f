// Package parts runs the parts of a client's cycle in order and tells which of them failed, and why.
// A part that fails does not stop the others: one run gives the whole list.
package parts

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path"
	"runtime/debug"
	"strings"
	"time"

	"github.com/digitalocean/godo"
	"golang.org/x/oauth2"
)

var failed []string

// Client is godo as it comes, with the sandbox's address; an empty token sends none.
func Client(token string) *godo.Client {
	source := http.DefaultClient
	if token != "" {
		source = oauth2.NewClient(context.Background(), oauth2.StaticTokenSource(&oauth2.Token{AccessToken: token}))
	}
	client, err := godo.New(source, godo.SetBaseURL(os.Getenv("DIGITALOCEAN_API_URL")))
	Check(err)
	return client
}

// Token is the one that the sandbox takes.
func Token() string { return os.Getenv("DIGITALOCEAN_TOKEN") }

// Run runs one part.
func Run(title string, part func()) {
	defer func() {
		if reason := recover(); reason != nil {
			failed = append(failed, title)
			fmt.Printf("FAILED  %s\n        %s\n        %v\n", title, place(), reason)
		} else {
			fmt.Printf("ok      %s\n", title)
		}
	}()
	part()
}

// End tells what failed.
func End() {
	if len(failed) > 0 {
		fmt.Fprintf(os.Stderr, "%d parts failed: %s\n", len(failed), strings.Join(failed, "; "))
		os.Exit(1)
	}
	fmt.Println("All parts passed.")
}

// Check fails the part if there is an error.
func Check(err error) {
	if err != nil {
		panic(err)
	}
}

// Get passes a value on if there is no error.
func Get[T any](value T, _ *godo.Response, err error) T {
	Check(err)
	return value
}

// Done is for calls that answer nothing.
func Done(_ *godo.Response, err error) { Check(err) }

// True fails the part unless the condition holds.
func True(condition bool, what string, more ...any) {
	if !condition {
		panic(fmt.Sprintf("not so: "+what, more...))
	}
}

// Same fails the part unless both are the same.
func Same[T comparable](what string, actual, wanted T) {
	True(actual == wanted, "%s is %v, not %v", what, actual, wanted)
}

// Refused fails the part unless godo tells of this status, and of these words.
func Refused(status int, words string, response *godo.Response, err error) {
	refusal, is := err.(*godo.ErrorResponse)
	True(is, "a refusal with %d, but %v", status, err)
	Same("the status", refusal.Response.StatusCode, status)
	True(strings.Contains(refusal.Message, words), "%q says %q", refusal.Message, words)
	True(refusal.RequestID != "" || response.Header.Get("x-request-id") != "", "there is a request id")
}

// Until asks twice a second, for half a minute at most.
func Until(what string, question func() bool) {
	for i := 0; i < 60; i++ {
		if question() {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	panic(what + ": it takes too long")
}

// The lines of the program itself, from the failed call out to the part; the stack has this package on both sides of them.
func place() string {
	lines := []string{}
	for _, line := range strings.Split(string(debug.Stack()), "\n") {
		if !strings.Contains(line, "/clients/godo/") || !strings.Contains(line, ".go:") {
			continue
		}
		if !strings.Contains(line, "/parts/") {
			lines = append(lines, path.Base(strings.Fields(line)[0]))
		} else if len(lines) > 0 {
			break
		}
	}
	return strings.Join(lines, ", called at ")
}
