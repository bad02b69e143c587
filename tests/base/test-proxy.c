/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-error.h"
#include "freshet-proxy.h"

static void
test_read (void)
{
  static const char *const cases[][2] = {
    { "proxy.example.org:3128", "http://proxy.example.org:3128" },
    { " http://proxy.example.org:3128/ ", "http://proxy.example.org:3128" },
    { "socks5://localhost:1080", "socks5://localhost:1080" },
    { "SOCKS4A://h:1", "socks4a://h:1" },
    { "[::1]:8080", "http://[::1]:8080" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *proxy = freshet_proxy_parse (cases[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (proxy, ==, cases[i][1]);
    }
}

static void
test_refused (void)
{
  static const char *const cases[]
      = { "", " ", "ftp://h:21", "http://me:secret@h:1", "http://", "h:1/path", "a b", "h:99999" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *proxy = freshet_proxy_parse (cases[i], &error);

      g_assert_null (proxy);
      g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_BAD_ADDRESS);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/proxy/read-as-people-type-it", test_read);
  g_test_add_func ("/proxy/what-is-none-is-refused", test_refused);

  return g_test_run ();
}
