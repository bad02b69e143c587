/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-candidate.h"

#include <glib/gi18n-lib.h>

#include "freshet-address.h"
#include "freshet-name.h"

/**
 * FreshetCandidate:
 *
 * An address that was found in a text, and may be added to the list.
 */
struct _FreshetCandidate
{
  GObject parent_instance;

  GUri *uri;     /* owned, nullable: it cannot be downloaded */
  char *address; /* owned */
  char *name;    /* owned */
  char *note;    /* owned */
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (FreshetCandidate, freshet_candidate, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_NOTE,
  PROP_VALID,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
freshet_candidate_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FreshetCandidate *self = FRESHET_CANDIDATE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->uri != NULL);
      break;
    case PROP_CHOSEN:
      g_value_set_boolean (value, self->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_candidate_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHOSEN:
      freshet_candidate_set_chosen (FRESHET_CANDIDATE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_candidate_finalize (GObject *object)
{
  FreshetCandidate *self = FRESHET_CANDIDATE (object);

  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->address);
  g_free (self->name);
  g_free (self->note);

  G_OBJECT_CLASS (freshet_candidate_parent_class)->finalize (object);
}

static void
freshet_candidate_class_init (FreshetCandidateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = freshet_candidate_get_property;
  object_class->set_property = freshet_candidate_set_property;
  object_class->finalize = freshet_candidate_finalize;

  /**
   * FreshetCandidate:name:
   *
   * What the file will probably be called.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read_only);
  /**
   * FreshetCandidate:note:
   *
   * Its address and what is to be known of it, or why it cannot be downloaded.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, read_only);
  /**
   * FreshetCandidate:valid:
   *
   * Whether it can be downloaded.
   */
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE, read_only);
  /**
   * FreshetCandidate:chosen:
   *
   * Whether it is to be added. What is not valid never is.
   */
  properties[PROP_CHOSEN]
      = g_param_spec_boolean ("chosen",
                              NULL,
                              NULL,
                              FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_candidate_init (FreshetCandidate *self)
{
}

/**
 * freshet_candidate_new:
 * @uri: an http or https address
 * @is_known: whether it is in the list already; then it is not chosen by itself
 *
 * Returns: (transfer full): a candidate
 */
FreshetCandidate *
freshet_candidate_new (GUri *uri, gboolean is_known)
{
  FreshetCandidate *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_CANDIDATE, NULL);
  self->uri = g_uri_ref (uri);
  self->address = freshet_address_to_display (uri);
  self->name = freshet_name_choose (NULL, uri, NULL);
  if (is_known)
    /* Translators: %s is a web address */
    self->note = g_strdup_printf (_ ("In the list already · %s"), self->address);
  else
    self->note = g_strdup (self->address);
  self->chosen = !is_known;
  return self;
}

/**
 * freshet_candidate_new_rejected:
 * @text: what looks like an address, and cannot be downloaded
 *
 * Returns: (transfer full): a candidate that cannot be chosen, and whose note says why
 */
FreshetCandidate *
freshet_candidate_new_rejected (const char *text)
{
  FreshetCandidate *self;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_CANDIDATE, NULL);
  uri = freshet_address_parse (text, &error);
  self->address = freshet_address_redact (text);
  self->name = g_strdup (self->address);
  self->note = g_strdup (error != NULL ? error->message : self->address);
  return self;
}

/**
 * freshet_candidate_get_uri:
 * @self: a candidate
 *
 * Returns: (transfer none) (nullable): its address, %NULL where it cannot be downloaded
 */
GUri *
freshet_candidate_get_uri (FreshetCandidate *self)
{
  g_return_val_if_fail (FRESHET_IS_CANDIDATE (self), NULL);

  return self->uri;
}

/**
 * freshet_candidate_get_address:
 * @self: a candidate
 *
 * Returns: (transfer none): its address as it is shown, without a password
 */
const char *
freshet_candidate_get_address (FreshetCandidate *self)
{
  g_return_val_if_fail (FRESHET_IS_CANDIDATE (self), NULL);

  return self->address;
}

/**
 * freshet_candidate_get_chosen:
 * @self: a candidate
 *
 * Returns: whether it is to be added
 */
gboolean
freshet_candidate_get_chosen (FreshetCandidate *self)
{
  g_return_val_if_fail (FRESHET_IS_CANDIDATE (self), FALSE);

  return self->chosen;
}

/**
 * freshet_candidate_set_chosen:
 * @self: a candidate
 * @chosen: whether it is to be added
 */
void
freshet_candidate_set_chosen (FreshetCandidate *self, gboolean chosen)
{
  g_return_if_fail (FRESHET_IS_CANDIDATE (self));

  if (self->chosen == chosen || self->uri == NULL)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}
