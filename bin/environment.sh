# shellcheck shell=bash
# For bin/demo and bin/test: an environment of our own in .venv, beside the checkout.

# Say that something is missing and how to get it, and stop.
lacking() {
  echo "$0: $1" >&2
  exit 2
}

# Run a command as root: as we are, or with sudo where it asks for no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo -n "$@"
  else
    return 1
  fi
}

# Install Debian packages, where that can be done.
install_packages() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Name a Python that is new enough, on standard output.
find_python() {
  local python
  for python in python3.13 python3.12 python3.11 python3; do
    if command -v "$python" >/dev/null 2>&1 &&
      "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

# Install goalpage, with the extras given as "[test]", into .venv; quick when nothing has changed.
install_goalpage() {
  local extras=$1 python wanted stamp=.venv/installed$1
  wanted=$(cat pyproject.toml src/goalpage/__init__.py | cksum)
  if [ -x .venv/bin/goalpage ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] &&
    .venv/bin/python -c 'import goalpage' 2>/dev/null; then
    return
  fi
  command -v git >/dev/null 2>&1 || install_packages git || lacking "git is missing; install it"
  python=$(find_python) || { install_packages python3 && python=$(find_python); } ||
    lacking "Python 3.11 or newer is missing; install it"
  if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    echo "$0: making .venv ..." >&2
    if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
      install_packages python3-venv || lacking "python3-venv is missing; install it"
      "$python" -m venv --clear .venv || lacking "no environment could be made in .venv"
    fi
  fi
  echo "$0: installing goalpage$extras into .venv ..." >&2
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$extras" ||
    lacking "the libraries could not be installed; is there a network?"
  echo "$wanted" >"$stamp"
}

# Install what the tests on real sites need from npm, outside the checkout; quick when nothing has changed.
install_node_modules() {
  local wanted=tests/integration/package.json folder=${GOALPAGE_NODE_MODULES:-$HOME/.cache/goalpage-tests/node_modules}
  folder=$(dirname "$folder")
  [ -d "$folder/node_modules" ] && cmp -s "$wanted" "$folder/package.json" && return
  command -v npm >/dev/null 2>&1 || return 1
  echo "$0: installing from npm into $folder ..." >&2
  mkdir -p "$folder"
  cp "$wanted" "$folder/package.json"
  npm install --prefix "$folder" --silent --no-audit --no-fund --no-update-notifier && return
  rm -f "$folder/package.json"
  return 1
}
