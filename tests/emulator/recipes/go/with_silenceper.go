// Reads the text of an image with silenceper/wechat 2, by the image's address: go get github.com/silenceper/wechat/v2, then
// go run with_silenceper.go ADDRESS. Replayed, not run: see docs/clients.md.
package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/silenceper/wechat/v2"
	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount/config"
)

// moved sends to our deployment what is meant for WeChat.
type moved struct{ base *url.URL }

func (m moved) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Host == "api.weixin.qq.com" {
		request = request.Clone(request.Context())
		request.URL.Scheme, request.URL.Host, request.Host = m.base.Scheme, m.base.Host, m.base.Host
	}
	return http.DefaultTransport.RoundTrip(request)
}

func run() error {
	base, err := url.Parse(os.Getenv("BASE_URL"))
	if err != nil {
		return err
	}
	wc := wechat.NewWechat()
	wc.SetHTTPClient(&http.Client{Transport: moved{base}, Timeout: 30 * time.Second})
	account := wc.GetOfficialAccount(&config.Config{
		AppID:     os.Getenv("CLIENT_ID"),
		AppSecret: os.Getenv("CLIENT_SECRET"),
		Cache:     cache.NewMemory(),
	})
	text, err := account.GetOCR().Common(os.Args[1])
	if err != nil {
		return err
	}
	for _, line := range text.Items {
		fmt.Println("text", line.Text)
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "failed:", err)
		os.Exit(1)
	}
}
