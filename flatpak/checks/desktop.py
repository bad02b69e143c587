# SPDX-License-Identifier: GPL-3.0-or-later
"""What is around the sandbox: displays, the portals' dialogs, and what portals talk to."""

import functools
import http.server
import os
import struct
import subprocess
import threading
import time
import zlib

from Xlib import X, display
from Xlib.protocol import event

import session
from atspi import wait_for
from sandbox import HOME, LOGS
from window import Window


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder, port):
    """Serves a folder as a web site; returns its address."""
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', port), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{port}'


def set_up_home():
    """What the desktop of a person has in their home."""
    for folder in ['Downloads', '.config', '.local/share/applications',
                   '.local/share/mime/packages']:
        (HOME / folder).mkdir(parents=True, exist_ok=True)
    config = HOME / '.config'
    # flatpak leaves a folder that has no name here out of the sandbox.
    (config / 'user-dirs.dirs').write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    # What opens help, and files of a type of its own, only notes what it was given. Where there is a
    # choice, the portal would ask.
    share = HOME / '.local/share'
    (share / 'mime/packages/opened.xml').write_text(
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">'
        '<mime-type type="application/x-opened"><glob pattern="*.opened"/></mime-type></mime-info>\n')
    subprocess.run(['update-mime-database', share / 'mime'], check=True)
    applications = share / 'applications'
    (applications / 'opener.desktop').write_text(
        '[Desktop Entry]\nType=Application\nName=Opener\n'
        'MimeType=application/x-opened;x-scheme-handler/ghelp;\n'
        f"Exec=sh -c 'echo \"$1\" >{LOGS}/opened' sh %u\n")
    (config / 'mimeapps.list').write_text(
        '[Default Applications]\napplication/x-opened=opener.desktop\n'
        'x-scheme-handler/ghelp=opener.desktop\n'
        '[Removed Associations]\nx-scheme-handler/ghelp=yelp.desktop;org.gnome.Yelp.desktop;\n')
    subprocess.run(['update-desktop-database', applications], check=True)


def write_png(path, width, pixels):
    """Writes what an X server has, four bytes a pixel, as a picture."""
    rgb = bytearray(len(pixels) // 4 * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    row = 3 * width
    height = len(rgb) // row
    lines = b''.join(b'\0' + rgb[y * row:(y + 1) * row] for y in range(height))
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n')
        for kind, data in [(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)),
                           (b'IDAT', zlib.compress(lines, 1)), (b'IEND', b'')]:
            file.write(struct.pack('>I', len(data)) + kind + data
                       + struct.pack('>I', zlib.crc32(kind + data)))


class Desktop:
    """An X display with a window manager, Wayland on it, and what else portals talk to."""

    def __init__(self):
        self.session = session.Session()
        reading, writing = os.pipe()
        self.processes = []
        self._start('xvfb', 'Xvfb', '-displayfd', str(writing), '-nolisten', 'tcp',
                    '-screen', '0', '1280x900x24', pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as number:
            os.environ['DISPLAY'] = ':' + number.readline().strip()
        self.x = display.Display()
        subprocess.run(['dbus-update-activation-environment', 'DISPLAY', 'XDG_DATA_DIRS',
                        *session.ENVIRONMENT], check=True)
        self._start('openbox', 'openbox', '--sm-disable')
        # Newer portals tell nobody of it.
        self._start('asked', 'dbus-monitor', '--session', "interface='org.freedesktop.portal.Background'")

    def _start(self, log, *arguments, **options):
        with open(LOGS / log, 'w') as out:
            self.processes.append(subprocess.Popen(
                arguments, stdout=out, stderr=subprocess.STDOUT, **options))

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(10)

    @staticmethod
    def count_backgrounds():
        """How often Freshet asked to go on without a window."""
        return (LOGS / 'asked').read_text().count('member=RequestBackground')

    def start_wayland(self):
        """Returns the name of its display."""
        name = 'wayland-check'
        self._start('weston', 'weston', '--backend=x11-backend.so', '--use-pixman',
                    f'--socket={name}', '--width=1240', '--height=860', '--idle-time=0')
        socket = os.path.join(os.environ['XDG_RUNTIME_DIR'], name)
        wait_for(lambda: os.path.exists(socket), what='weston')
        return name

    def picture(self, name):
        """Takes a picture of all that is on the display."""
        root = self.x.screen().root
        size = root.get_geometry()
        pixels = root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xffffffff).data
        write_png(HOME / 'pictures' / f'{name}.png', size.width, pixels)

    @staticmethod
    def find_windows(title):
        """The X windows of that title."""
        return subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$'],
                              capture_output=True, text=True).stdout.split()

    def close_window(self, title):
        """As the button at its corner does."""
        window = self.x.create_resource_object('window', int(self.find_windows(title)[0]))
        self.x.screen().root.send_event(
            event.ClientMessage(window=window, client_type=self.x.intern_atom('_NET_CLOSE_WINDOW'),
                                data=(32, [X.CurrentTime, 2, 0, 0, 0])),
            X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.x.flush()

    def choose_folder(self, title, folder):
        """Chooses a folder in the dialog of the file chooser portal."""
        wait_for(lambda: self.find_windows(title), what=f'the dialog “{title}”')
        dialog = Window('xdg-desktop-portal-gtk', title)
        time.sleep(0.5)  # It takes a key only once it has the focus. This one opens the entry.
        subprocess.run(['xdotool', 'key', 'slash'], check=True)
        dialog.find('text', '').text = str(folder)
        self.picture('portal')
        dialog.press('button', 'Select')
        wait_for(lambda: not self.find_windows(title), what='the end of the dialog')
