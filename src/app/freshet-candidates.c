/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-candidates.h"

#include <string.h>

#include "freshet-address.h"

/* A line that is longer takes a text view many seconds to lay out. */
#define MAX_LINE 4096

/**
 * FreshetCandidates:
 *
 * The addresses that are found in a text while it is pasted and edited, and which of them were chosen.
 */
struct _FreshetCandidates
{
  GObject parent_instance;

  GListStore *store;   /* owned, of FreshetCandidate */
  GHashTable *known;   /* owned, of addresses that are in the list already */
  GHashTable *answers; /* owned, addresses to what was chosen, other than by itself */
  guint n_valid;
  guint n_chosen;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (FreshetCandidates, freshet_candidates, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
chosen_cb (FreshetCandidate *candidate, GParamSpec *pspec, FreshetCandidates *self)
{
  gboolean chosen = freshet_candidate_get_chosen (candidate);

  g_hash_table_insert (self->answers,
                       g_strdup (freshet_candidate_get_address (candidate)),
                       GINT_TO_POINTER (chosen));
  self->n_chosen += chosen ? 1 : -1u;
  if (!self->is_busy)
    g_signal_emit (self, signals[CHANGED], 0);
}

static FreshetCandidate *
create_candidate (FreshetCandidates *self, GUri *uri)
{
  g_autofree char *address = freshet_address_to_display (uri);
  FreshetCandidate *candidate
      = freshet_candidate_new (uri, g_hash_table_contains (self->known, address));
  gpointer answer;

  if (g_hash_table_lookup_extended (self->answers, address, NULL, &answer))
    freshet_candidate_set_chosen (candidate, GPOINTER_TO_INT (answer));
  g_signal_connect_object (candidate, "notify::chosen", G_CALLBACK (chosen_cb), self, 0);
  return candidate;
}

static void
freshet_candidates_dispose (GObject *object)
{
  FreshetCandidates *self = FRESHET_CANDIDATES (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);

  G_OBJECT_CLASS (freshet_candidates_parent_class)->dispose (object);
}

static void
freshet_candidates_class_init (FreshetCandidatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_candidates_dispose;

  /**
   * FreshetCandidates::changed:
   *
   * What was found, or what is chosen of it, is another.
   */
  signals[CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
freshet_candidates_init (FreshetCandidates *self)
{
  self->store = g_list_store_new (FRESHET_TYPE_CANDIDATE);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * freshet_candidates_new:
 * @known: (element-type utf8): the set of the addresses that are in the list already
 *
 * Returns: (transfer full): no candidates yet
 */
FreshetCandidates *
freshet_candidates_new (GHashTable *known)
{
  FreshetCandidates *self;

  g_return_val_if_fail (known != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_CANDIDATES, NULL);
  self->known = g_hash_table_ref (known);
  return self;
}

/**
 * freshet_candidates_get_model:
 * @self: candidates
 *
 * Returns: (transfer none): a list of #FreshetCandidate
 */
GListModel *
freshet_candidates_get_model (FreshetCandidates *self)
{
  g_return_val_if_fail (FRESHET_IS_CANDIDATES (self), NULL);

  return G_LIST_MODEL (self->store);
}

/**
 * freshet_candidates_find:
 * @self: candidates
 * @text: the whole text, as it is now
 *
 * Looks for addresses anew. What was chosen or not before stays so.
 */
void
freshet_candidates_find (FreshetCandidates *self, const char *text)
{
  g_autoptr (FreshetAddressList) list = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (FRESHET_IS_CANDIDATES (self));
  g_return_if_fail (text != NULL);

  list = freshet_address_list_find (text);
  self->n_valid = list->uris->len;
  self->n_chosen = 0;
  for (guint i = 0; i < list->uris->len; i++)
    {
      FreshetCandidate *candidate = create_candidate (self, list->uris->pdata[i]);

      self->n_chosen += freshet_candidate_get_chosen (candidate);
      g_ptr_array_add (found, candidate);
    }
  for (guint i = 0; i < list->rejected->len; i++)
    g_ptr_array_add (found, freshet_candidate_new_rejected (list->rejected->pdata[i]));

  g_list_store_splice (self->store,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       found->pdata,
                       found->len);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * freshet_candidates_choose_all:
 * @self: candidates
 * @chosen: whether all of them are to be added, or none
 */
void
freshet_candidates_choose_all (FreshetCandidates *self, gboolean chosen)
{
  guint n_items;

  g_return_if_fail (FRESHET_IS_CANDIDATES (self));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  self->is_busy = TRUE;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetCandidate) candidate
          = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      freshet_candidate_set_chosen (candidate, chosen);
    }
  self->is_busy = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * freshet_candidates_get_n_valid:
 * @self: candidates
 *
 * Returns: how many can be downloaded
 */
guint
freshet_candidates_get_n_valid (FreshetCandidates *self)
{
  g_return_val_if_fail (FRESHET_IS_CANDIDATES (self), 0);

  return self->n_valid;
}

/**
 * freshet_candidates_get_n_chosen:
 * @self: candidates
 *
 * Returns: how many are chosen
 */
guint
freshet_candidates_get_n_chosen (FreshetCandidates *self)
{
  g_return_val_if_fail (FRESHET_IS_CANDIDATES (self), 0);

  return self->n_chosen;
}

/**
 * freshet_candidates_list_chosen:
 * @self: candidates
 *
 * Returns: (transfer full) (element-type GUri): those that are chosen, in the order of the text
 */
GPtrArray *
freshet_candidates_list_chosen (FreshetCandidates *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  guint n_items;

  g_return_val_if_fail (FRESHET_IS_CANDIDATES (self), chosen);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetCandidate) candidate
          = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (freshet_candidate_get_chosen (candidate))
        g_ptr_array_add (chosen, g_uri_ref (freshet_candidate_get_uri (candidate)));
    }
  return chosen;
}

static void
append_addresses (GString *text, const char *line)
{
  g_autoptr (FreshetAddressList) list = freshet_address_list_find (line);

  for (guint i = 0; i < list->uris->len; i++)
    {
      g_autofree char *address = g_uri_to_string (list->uris->pdata[i]);

      g_string_append_printf (text, "%s\n", address);
    }
  for (guint i = 0; i < list->rejected->len; i++)
    g_string_append_printf (text, "%s\n", (char *) list->rejected->pdata[i]);
}

/**
 * freshet_candidates_shorten:
 * @text: a text that is to be shown
 *
 * Puts the addresses in the place of lines that are so long that the window would freeze over them,
 * such as those of a packed web page.
 *
 * Returns: (transfer full): a text with the same addresses, without such lines
 */
char *
freshet_candidates_shorten (const char *text)
{
  g_autoptr (GString) shortened = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (strlen (lines[i]) > MAX_LINE)
        append_addresses (shortened, lines[i]);
      else
        g_string_append_printf (shortened, lines[i + 1] != NULL ? "%s\n" : "%s", lines[i]);
    }
  return g_string_free (g_steal_pointer (&shortened), FALSE);
}
