/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-host.h"
#include "freshet-demo-options.h"

/* What the page Compare waits before and after each run, at most. */
#define PAUSES_S 2.0

static double
get_seconds (GUri *uri)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetDemoOptions) options
      = freshet_demo_options_parse (g_uri_get_query (uri), &error);

  g_assert_no_error (error);
  return (double) options->size / (double) options->rate + (double) options->delay / G_USEC_PER_SEC;
}

/* One after another in one mode, all at once in the three others. */
static void
test_comparison_takes_less_than_half_a_minute (void)
{
  g_autoptr (FreshetDemoHost) host = freshet_demo_host_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uris = freshet_demo_host_list_uris (host, &error);
  double sum = 0;
  double longest = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (uris->len, ==, FRESHET_N_DEMO_FILES);
  for (guint i = 0; i < uris->len; i++)
    {
      sum += get_seconds (uris->pdata[i]);
      longest = MAX (longest, get_seconds (uris->pdata[i]));
    }

  g_assert_cmpfloat (sum, >, 3 * longest);
  /* The freeze guard does not cut it off. */
  g_assert_cmpfloat (sum, <, 15);
  g_assert_cmpfloat (sum + 3 * longest + 4 * PAUSES_S, <, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo-host/comparison-takes-less-than-half-a-minute",
                   test_comparison_takes_less_than_half_a_minute);

  return g_test_run ();
}
