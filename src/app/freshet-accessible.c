/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-accessible.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "freshet-windows.h"

/* GTK can be asked this only by what is meant for tests. */
static gboolean
has_label (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }
  return NULL;
}

/* Returns: the first label in @widget that says something */
static GtkWidget *
find_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = gtk_widget_get_visible (child) ? find_text (child) : NULL;

      if (label != NULL)
        return label;
    }
  return NULL;
}

static GtkWidget *
find_last_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *label = find_last_label (child);

      if (label != NULL)
        return label;
    }
  return NULL;
}

/* The picture of a button, and the title that a group does not have, are names without a word. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkWidget *group = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP);

  if (has_label (widget))
    return TRUE;
  if (GTK_IS_BUTTON (widget) && find_label (widget) == NULL)
    return FALSE;
  if (GTK_IS_LIST_BOX (widget) && group != NULL
      && *adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)) == '\0')
    return FALSE;
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
has_focusable (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_focusable (child) || has_focusable (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in (GtkWidget *widget, GType type)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL && gtk_widget_get_ancestor (parent, type) != NULL;
}

/* In a drop-down, or a row of choices: the focus is kept from it, but it is said that it could take it. */
static gboolean
is_what_is_chosen (GtkWidget *widget)
{
  if (is_in (widget, ADW_TYPE_COMBO_ROW) && !is_in (widget, GTK_TYPE_POPOVER))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL;
  return is_in (widget, GTK_TYPE_BUTTON);
}

/* What scrolls takes the focus only where nothing in it does; a menu has its name before that. Newer
 * libadwaita lays out rows with lists that have no role, and so can have no name. */
static gboolean
is_only_layout (GtkWidget *widget)
{
  if (is_what_is_chosen (widget))
    return TRUE;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return has_focusable (widget);
  return (GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget))
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
                == GTK_ACCESSIBLE_ROLE_GENERIC;
}

static void
name_by (GtkWidget *widget, GtkWidget *other)
{
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, other, NULL, -1);
}

static void
name_by_text (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Newer libadwaita has pages in windows, and calls both the same. */
static gboolean
is_called_after_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *title = GTK_IS_WINDOW (root) ? gtk_window_get_title (GTK_WINDOW (root)) : NULL;
  g_autofree char *other = NULL;

  if (title == NULL || GTK_IS_WINDOW (widget))
    return GTK_IS_WINDOW (widget);
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              title);
  return other == NULL;
}

/* What its window is called says nothing of it: where nothing nearer has a name, it is called after the first
 * text in it, or in what it is in. */
static void
name_by_ancestor (GtkWidget *widget)
{
  GtkWidget *ancestor = gtk_widget_get_parent (widget);
  GtkWidget *text = find_text (widget);

  while (ancestor != NULL && (!has_label (ancestor) || is_called_after_window (ancestor)))
    {
      if (text == NULL)
        text = find_text (ancestor);
      ancestor = gtk_widget_get_parent (ancestor);
    }
  if (ancestor != NULL)
    name_by (widget, ancestor);
  else if (GTK_IS_SEARCH_ENTRY (widget))
    name_by_text (widget, _ ("Find"));
  else if (text != NULL)
    name_by (widget, text);
}

/* What the libraries' own buttons show, and do not say. */
static const char *
get_name_of_icon (const char *icon)
{
  if (g_strcmp0 (icon, "window-close-symbolic") == 0)
    return _ ("Close");
  if (g_strcmp0 (icon, "edit-find-symbolic") == 0)
    return _ ("Find");
  return NULL;
}

static void
name_by_both (GtkWidget *widget, GtkWidget *first, GtkWidget *second)
{
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, first, second, NULL, -1);
}

/*
 * It has the focus of a drop-down, and two labels: "(None)", shown or not, and then what is chosen. Newer
 * GTK calls it what the drop-down is called, and that only after others that label it.
 */
static void
name_drop_down_button (GtkWidget *button)
{
  GtkWidget *drop_down = gtk_widget_get_parent (button);
  GtkWidget *chosen = find_last_label (button);

  name_by_both (button, drop_down, chosen);
  if (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (drop_down),
                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    name_by_both (drop_down, drop_down, chosen);
}

static void
name_button (GtkWidget *button)
{
  GtkWidget *label = find_label (button);
  const char *name = get_name_of_icon (gtk_button_get_icon_name (GTK_BUTTON (button)));

  if (label != NULL && GTK_IS_DROP_DOWN (gtk_widget_get_parent (button)))
    name_drop_down_button (button);
  else if (label != NULL)
    name_by (button, label);
  else if (gtk_widget_get_tooltip_text (button) != NULL)
    name_by_text (button, gtk_widget_get_tooltip_text (button));
  else if (name != NULL)
    name_by_text (button, name);
  else
    name_by_ancestor (button);
}

static gboolean
is_list_item (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (gtk_widget_get_parent (widget));
}

static void
name_one (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW);

  if (GTK_IS_BUTTON (widget))
    name_button (widget);
  else if (GTK_IS_LIST_VIEW (widget) && row != NULL && find_text (row) != NULL)
    name_by (widget, find_text (row));
  else if (is_list_item (widget) && find_label (widget) != NULL)
    name_by (widget, find_label (widget));
  else if (!GTK_IS_LABEL (widget))
    name_by_ancestor (widget);
}

/* Newer GTK calls what stands in a menu after a label that it hides from a screen reader. */
static void
name_menu_item (GtkWidget *item)
{
  GtkWidget *label = find_label (item);

  if (label == NULL)
    return;
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  name_by_text (item, gtk_label_get_text (GTK_LABEL (label)));
}

static gboolean
is_menu_item (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
children_changed_cb (GListModel *children, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

      freshet_accessible_name_all (child);
    }
}

/* What comes later: toasts, and what there is to choose. */
static void
watch_children (GtkWidget *widget)
{
  static const char key[] = "freshet-children";
  GListModel *children;

  if (g_object_get_data (G_OBJECT (widget), key) != NULL)
    return;
  children = gtk_widget_observe_children (widget);
  g_signal_connect (children, "items-changed", G_CALLBACK (children_changed_cb), NULL);
  g_object_set_data_full (G_OBJECT (widget), key, children, g_object_unref);
}

/* What is in a menu may be made as late as when it opens. */
static void
watch_popover (GtkWidget *popover)
{
  g_signal_handlers_disconnect_by_func (popover, freshet_accessible_name_all, NULL);
  g_signal_connect (popover, "map", G_CALLBACK (freshet_accessible_name_all), NULL);
}

static gboolean
is_list_of_choices (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget)
         && (gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL
             || gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) != NULL);
}

/**
 * freshet_accessible_name_all:
 * @root: a widget
 *
 * Gives a name to each widget in @root that takes the focus and has none: the parts that GTK and
 * libadwaita make their own widgets of are called after these, and a button with a picture is called
 * what its tooltip says. Toasts and choices that come later are named too.
 */
void
freshet_accessible_name_all (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (gtk_widget_get_focusable (root) && is_only_layout (root))
    gtk_widget_set_focusable (root, FALSE);
  else if ((gtk_widget_get_focusable (root) || GTK_IS_EDITABLE (root)) && !has_name (root))
    name_one (root);
  if (is_menu_item (root))
    name_menu_item (root);
  if (ADW_IS_TOAST_OVERLAY (root) || is_list_of_choices (root))
    watch_children (root);
  if (GTK_IS_POPOVER (root))
    watch_popover (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    freshet_accessible_name_all (child);
}

/**
 * freshet_accessible_name_menu_button:
 * @button: a button with a label
 *
 * Calls what takes the focus in @button what the label says just now. Newer GTK forgets that it does when
 * it was hidden once, and gives the tooltip instead.
 */
void
freshet_accessible_name_menu_button (GtkMenuButton *button)
{
  GtkWidget *toggle;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  toggle = gtk_widget_get_first_child (GTK_WIDGET (button));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  name_by_text (toggle, gtk_menu_button_get_label (button));
}

/**
 * freshet_accessible_name_status_page:
 * @page: an #AdwStatusPage with nothing in it that takes the focus, and not in a window yet
 *
 * Calls what scrolls @page, and so takes the focus, after the title of @page. Newer GTK tells a screen
 * reader the name only of what has a role, and that cannot be given later.
 */
void
freshet_accessible_name_status_page (GtkWidget *page)
{
  GtkWidget *scrolled_window;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  scrolled_window = gtk_widget_get_first_child (page);
  g_object_set (scrolled_window, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  name_by_text (scrolled_window, adw_status_page_get_title (ADW_STATUS_PAGE (page)));
}

/**
 * freshet_accessible_watch_windows:
 *
 * Has each window of the program, those of the libraries too, complete its names when it is shown.
 */
void
freshet_accessible_watch_windows (void)
{
  freshet_windows_connect ("map", G_CALLBACK (freshet_accessible_name_all));
}
