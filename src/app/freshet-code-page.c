/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-page.h"

#include "freshet-code-row.h"
#include "freshet-code-stage.h"
#include "freshet-spare.h"

#define INTERVAL_MS 100

/**
 * FreshetCodePage:
 *
 * The functions that carry the downloads out, step by step, from the very source that the program
 * was built from; and while something is downloaded, at which of them each file is.
 */
struct _FreshetCodePage
{
  GtkWidget parent_instance;

  FreshetQueue *queue; /* owned, nullable */
  guint timer;

  /* From the template. */
  GtkWidget *box;
  GtkBox *stages_box;
  GtkScrolledWindow *scrolled_window;
  GtkBox *rows_box;
  GtkToggleButton *c_button;

  /* In the boxes. */
  FreshetCodeStage *stages[FRESHET_CODE_N_STEPS];
  FreshetCodeRow *rows[FRESHET_CODE_N_STEPS];
};

G_DEFINE_FINAL_TYPE (FreshetCodePage, freshet_code_page, GTK_TYPE_WIDGET)

static void
language_cb (FreshetCodePage *self, GtkToggleButton *button)
{
  FreshetCodeLanguage language
      = gtk_toggle_button_get_active (button) ? FRESHET_CODE_C : FRESHET_CODE_PYTHON;

  for (guint i = 0; i < FRESHET_CODE_N_STEPS; i++)
    freshet_code_row_show_language (self->rows[i], language);
}

static void
show_step (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetCodePage *self = FRESHET_CODE_PAGE (widget);
  guint step = g_variant_get_uint32 (parameter);
  graphene_point_t top;

  if (step >= FRESHET_CODE_N_STEPS
      || !gtk_widget_compute_point (GTK_WIDGET (self->rows[step]),
                                    GTK_WIDGET (self->rows_box),
                                    &GRAPHENE_POINT_INIT (0, 0),
                                    &top))
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), top.y);
}

static void
collect_names (FreshetQueue *queue, GPtrArray **names)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);
      FreshetCodeStep step;

      if (freshet_code_step_of_state (freshet_download_get_state (download), &step))
        g_ptr_array_add (names[step], g_strdup (freshet_download_get_name (download)));
    }
}

static void
update_files (FreshetCodePage *self)
{
  FreshetCodeSide side = freshet_code_side_of_mode (freshet_queue_get_mode (self->queue));
  GPtrArray *names[FRESHET_CODE_N_STEPS];

  for (guint i = 0; i < FRESHET_CODE_N_STEPS; i++)
    names[i] = g_ptr_array_new_with_free_func (g_free);
  if (freshet_queue_is_running (self->queue))
    collect_names (self->queue, names);
  for (guint i = 0; i < FRESHET_CODE_N_STEPS; i++)
    {
      freshet_code_stage_show_count (self->stages[i], names[i]->len);
      freshet_code_row_show_files (self->rows[i], side, names[i]);
      g_ptr_array_unref (names[i]);
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  update_files (user_data);
  return G_SOURCE_CONTINUE;
}

/* Looks after the files only while there is something to be seen of them. */
static void
update_timer (FreshetCodePage *self)
{
  gboolean is_wanted = self->queue != NULL && freshet_queue_is_running (self->queue)
                       && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (is_wanted && self->timer == 0)
    self->timer = g_timeout_add (INTERVAL_MS, timer_cb, self);
  else if (!is_wanted)
    g_clear_handle_id (&self->timer, g_source_remove);
  if (self->queue != NULL)
    update_files (self);
}

static void
freshet_code_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_code_page_parent_class)->map (widget);
  update_timer (FRESHET_CODE_PAGE (widget));
}

static void
freshet_code_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_code_page_parent_class)->unmap (widget);
  update_timer (FRESHET_CODE_PAGE (widget));
}

static void
freshet_code_page_dispose (GObject *object)
{
  FreshetCodePage *self = FRESHET_CODE_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_CODE_PAGE);

  G_OBJECT_CLASS (freshet_code_page_parent_class)->dispose (object);
}

static void
freshet_code_page_class_init (FreshetCodePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_code_page_dispose;
  widget_class->map = freshet_code_page_map;
  widget_class->unmap = freshet_code_page_unmap;

  gtk_widget_class_install_action (widget_class, "code.show-step", "u", show_step);

  g_type_ensure (FRESHET_TYPE_SPARE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetCodePage, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodePage, stages_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodePage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodePage, rows_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodePage, c_button);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_code_page_init (FreshetCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < FRESHET_CODE_N_STEPS; i++)
    {
      GtkWidget *stage = freshet_code_stage_new (i);
      GtkWidget *row = freshet_code_row_new (i);

      self->stages[i] = FRESHET_CODE_STAGE (stage);
      gtk_box_append (self->stages_box, stage);
      self->rows[i] = FRESHET_CODE_ROW (row);
      gtk_box_append (self->rows_box, row);
    }
}

/**
 * freshet_code_page_set_queue:
 * @self: a page
 * @queue: whose downloads are followed
 *
 * To be called once.
 */
void
freshet_code_page_set_queue (FreshetCodePage *self, FreshetQueue *queue)
{
  g_return_if_fail (FRESHET_IS_CODE_PAGE (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_swapped (queue, "notify::running", G_CALLBACK (update_timer), self);
}
