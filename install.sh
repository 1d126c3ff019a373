#!/usr/bin/env bash
# Builds Secrets natively and installs it for one user. Safe to run twice; --help tells the options.
# No `set -e`: each step says itself what its failure means.
set -uo pipefail

usage() {
  cat <<'END'
Usage: ./install.sh [--prefix DIR] [--systemd] [--no-packages]
       ./install.sh --uninstall [--prefix DIR]
       ./install.sh --deps-only
       ./install.sh --publish DIR
       ./install.sh --from DIR [--prefix DIR] [--systemd]

Builds secrets and secretsd and installs them under DIR (~/.local), with completions for bash, zsh and fish and a man page.

  --prefix DIR    install under DIR
  --systemd       also install and start a systemd user unit for the daemon (otherwise the first command starts it)
  --no-packages   never install system packages, only name what is missing
  --deps-only     install what a build needs, and stop
  --publish DIR   build the programs into DIR, and stop
  --from DIR      install what --publish built into DIR, without building
  --uninstall     remove what was installed; the vault stays
END
}

src=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
prefix=$HOME/.local
action=install systemd=no packages=yes publish_to='' from=''
os_release=${OS_RELEASE:-/etc/os-release}
# The SDK that global.json asks for.
sdk_version=10.0

say() { printf '%s\n' "$*"; }
warn() { printf 'install.sh: warning: %s\n' "$*" >&2; }
die() { printf 'install.sh: error: %s\n' "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || die "--prefix needs a directory"; prefix=$2; shift ;;
    --prefix=*) prefix=${1#*=} ;;
    --systemd) systemd=yes ;;
    --no-packages) packages=no ;;
    --deps-only) action=deps ;;
    --publish) [ $# -gt 1 ] || die "--publish needs a directory"; action=publish publish_to=$2; shift ;;
    --publish=*) action=publish publish_to=${1#*=} ;;
    --from) [ $# -gt 1 ] || die "--from needs a directory"; from=$2; shift ;;
    --from=*) from=${1#*=} ;;
    --uninstall) action=uninstall ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

bin=$prefix/bin
lib=$prefix/lib/secrets
unit=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user/secretsd.service
bash_completion=$prefix/share/bash-completion/completions/secrets
zsh_completion=$prefix/share/zsh/site-functions/_secrets
fish_completion=$prefix/share/fish/vendor_completions.d/secrets.fish
man_page=$prefix/share/man/man1/secrets.1

# ---- the machine ----------------------------------------------------------------------------------------------------------------

# Sets `system` (debian, ubuntu, fedora, macos, other) and `rid`, .NET's name for the platform.
detect_system() {
  local id='' like='' os arch
  case $(uname -s) in
    Darwin) system=macos os=osx ;;
    Linux)
      os=linux system=other
      if [ -r "$os_release" ]; then
        id=$(sed -n 's/^ID=//p' "$os_release" | tr -d \"\')
        like=$(sed -n 's/^ID_LIKE=//p' "$os_release" | tr -d \"\')
      fi
      case " $id $like " in
        *' ubuntu '*) system=ubuntu ;;
        *' debian '*) system=debian ;;
        *' fedora '*) system=fedora ;;
      esac
      ;;
    *) die "this system is not supported: $(uname -s)" ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) die "this processor is not supported: $(uname -m)" ;;
  esac
  rid=$os-$arch
}

# The dotnet command that has the SDK, from PATH or from where the SDK's own installer puts it.
find_dotnet() {
  local candidate
  for candidate in "$(command -v dotnet)" "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$HOME/.dotnet/dotnet"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" --list-sdks 2>/dev/null | grep -q "^$sdk_version\\."; then
      dotnet=$candidate
      return 0
    fi
  done
  return 1
}

have_linker() { command -v clang >/dev/null || command -v gcc >/dev/null; }

have_file() {
  local file
  for file; do [ -e "$file" ] && return 0; done
  return 1
}

have_libsodium() {
  case $system in
    macos) have_file /opt/homebrew/lib/libsodium.dylib /usr/local/lib/libsodium.dylib ;;
    *) have_file /usr/lib/*/libsodium.so.* /usr/lib64/libsodium.so.* /usr/lib/libsodium.so.* /lib/*/libsodium.so.* ;;
  esac
}

# ---- what is missing ------------------------------------------------------------------------------------------------------------

# Whether the distribution offers a package at all.
offers() {
  case $system in
    debian | ubuntu) apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]' ;;
    fedora) dnf -q list --available "$1" >/dev/null 2>&1 ;;
    *) return 0 ;;
  esac
}

# Fills `wanted` with packages to install; `sdk_by_hand` says that the SDK is missing and no package has it.
collect_packages() {
  wanted=() sdk_by_hand=no
  if ! have_libsodium; then
    case $system in
      debian | ubuntu) wanted+=(libsodium23) ;;
      *) wanted+=(libsodium) ;;
    esac
  fi
  if [ "$system" = macos ]; then
    find_dotnet || wanted+=(dotnet)
    return
  fi
  if ! have_linker; then wanted+=(gcc); fi
  if ! have_file /usr/include/zlib.h; then
    case $system in
      debian | ubuntu) wanted+=(zlib1g-dev) ;;
      fedora) wanted+=(zlib-devel) ;;
    esac
  fi
  # The archive of libc, with which the client starts faster (Directory.Build.targets); Debian has it with the headers.
  if ! have_file /usr/lib/*/libc.a /usr/lib64/libc.a; then
    case $system in
      debian | ubuntu) wanted+=(libc6-dev) ;;
      fedora) wanted+=(glibc-static) ;;
    esac
  fi
  if ! find_dotnet; then
    if offers "dotnet-sdk-$sdk_version"; then wanted+=("dotnet-sdk-$sdk_version"); else sdk_by_hand=yes; fi
  fi
}

# Prints the words that install `wanted`, without sudo.
package_command() {
  case $system in
    debian | ubuntu) printf 'apt-get install -y --no-install-recommends %s' "${wanted[*]}" ;;
    fedora) printf 'dnf install -y %s' "${wanted[*]}" ;;
    macos) printf 'brew install %s' "${wanted[*]}" ;;
    *) printf 'install with your package manager: %s' "${wanted[*]}" ;;
  esac
}

# Sets `as_root` to the word before a command that needs root (a string: macOS has bash 3.2, for which an empty array is an error);
# fails where we may not.
may_install() {
  as_root='env'
  [ "$packages" = yes ] || return 1
  case $system in
    macos) command -v brew >/dev/null ;;
    debian | ubuntu | fedora)
      [ "$(id -u)" = 0 ] && return 0
      as_root='sudo'
      command -v sudo >/dev/null && sudo -n true 2>/dev/null
      ;;
    *) return 1 ;;
  esac
}

install_packages() {
  case $system in
    debian | ubuntu)
      "$as_root" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${wanted[@]}" </dev/null
      ;;
    fedora) "$as_root" dnf install -y "${wanted[@]}" </dev/null ;;
    macos) brew install "${wanted[@]}" </dev/null ;;
  esac
}

# Installs what is missing, or says exactly how, and fails when the build cannot go on.
ensure_dependencies() {
  if [ "$system" = macos ] && ! xcode-select -p >/dev/null 2>&1; then
    die "Apple's command line tools are missing; run: xcode-select --install"
  fi
  # A fresh machine has no package lists yet, and without them nothing is on offer.
  case $system in
    debian | ubuntu)
      collect_packages
      if { [ ${#wanted[@]} -gt 0 ] || [ "$sdk_by_hand" = yes ]; } && may_install; then "$as_root" apt-get update -qq </dev/null; fi
      ;;
  esac
  collect_packages

  if [ ${#wanted[@]} -gt 0 ]; then
    if may_install; then
      say "Installing packages: ${wanted[*]}"
      install_packages || warn "not every package could be installed"
      collect_packages
    fi
  fi
  if [ ${#wanted[@]} -gt 0 ]; then
    say "These packages are missing: ${wanted[*]}"
    say "Install them, then run this again:"
    if [ "$system" = macos ] || [ "$(id -u)" = 0 ]; then say "  $(package_command)"; else say "  sudo $(package_command)"; fi
  fi
  if [ "$sdk_by_hand" = yes ]; then
    say "The .NET $sdk_version SDK is missing, and this distribution has no package of it. Its own installer puts it into ~/.dotnet:"
    say "  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $sdk_version"
  fi

  find_dotnet || die "no .NET $sdk_version SDK"
  have_libsodium || die "no libsodium"
}

# ---- the build ------------------------------------------------------------------------------------------------------------------

# dotnet without its greetings, and without servers that stay behind.
run_dotnet() {
  DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 \
    "$dotnet" "$@" </dev/null
}

# Sets `build` to the properties of the best build that this machine can make, and `build_name` to what it is called.
choose_build() {
  local framework
  if have_linker || [ "$system" = macos ]; then
    for framework in net10.0 net9.0; do
      build=("-p:SecretsFramework=$framework" -p:PublishAot=true)
      # gcc links as well as clang, when it is told to.
      if [ "$system" != macos ] && ! command -v clang >/dev/null; then build+=(-p:CppCompilerAndLinker=gcc -p:ObjCopyName=objcopy); fi
      if run_dotnet restore "$src/tui" -r "$rid" "${build[@]}" --artifacts-path "$scratch/probe-$framework" >"$scratch/restore.log" 2>&1; then
        build_name="native, $framework"
        return 0
      fi
    done
    warn "the native compiler could not be restored; building for the ordinary runtime, which starts 20 times slower"
  else
    warn "there is no clang and no gcc to link with; building for the ordinary runtime, which starts 20 times slower"
  fi
  build=(-p:PublishReadyToRun=true --no-self-contained)
  build_name="ready-to-run, net10.0"
}

# publish_programs DIR: both programs and the libraries beside them.
publish_programs() {
  local project log=$scratch/publish.log
  choose_build
  say "Building secrets and secretsd ($build_name); this takes a minute"
  for project in daemon tui; do
    if ! run_dotnet publish "$src/$project" -c Release -r "$rid" "${build[@]}" \
      --artifacts-path "$scratch/build" -o "$1" -v quiet >"$log" 2>&1; then
      tail -n 40 "$log" >&2
      die "the build of $project failed"
    fi
  done
}

# ---- install and uninstall ------------------------------------------------------------------------------------------------------

# place FILE TARGET MODE: replaces TARGET in one step, so that a running program keeps its old file.
place() {
  if ! { mkdir -p "$(dirname "$2")" && cp "$1" "$2.new" && chmod "$3" "$2.new" && mv -f "$2.new" "$2"; }; then die "cannot write $2"; fi
}

# generate TARGET WORDS…: writes what `secrets WORDS` prints.
generate() {
  local target=$1
  shift
  if "$lib/secrets" "$@" >"$scratch/generated" </dev/null && [ -s "$scratch/generated" ]; then
    place "$scratch/generated" "$target" 644
  else
    warn "secrets $* printed nothing; $target is not installed"
  fi
}

# A directory's files and contents in one line, to see whether an update changed anything.
fingerprint() { (cd "$1" 2>/dev/null && find . -type f -exec cksum {} + | sort | cksum); }

stop_daemon() {
  if [ -f "$unit" ] && systemctl --user is-active -q secretsd.service 2>/dev/null; then
    systemctl --user stop secretsd.service
  elif [ -x "$lib/secrets" ] && "$lib/secrets" daemon status >/dev/null 2>&1 </dev/null; then
    "$lib/secrets" daemon stop >/dev/null </dev/null
  else
    return 1
  fi
}

install_unit() {
  command -v systemctl >/dev/null || { warn "there is no systemctl; the first command will start the daemon instead"; return; }
  mkdir -p "$(dirname "$unit")"
  sed "s|@SECRETSD@|$lib/secretsd|" "$src/daemon/secretsd.service" >"$unit" || die "cannot write $unit"
  if systemctl --user daemon-reload 2>/dev/null && systemctl --user enable --now secretsd.service; then
    say "The daemon runs as the user unit secretsd.service"
  else
    warn "systemd did not start the unit; try: systemctl --user enable --now secretsd.service"
  fi
}

say_plan() {
  say "Secrets will be installed under $prefix:"
  say "  $bin/secrets, secretsd, docker-credential-secrets and git-credential-secrets, links to the programs in $lib"
  say "  completions for bash, zsh and fish, and a man page, under $prefix/share"
  if [ "$systemd" = yes ]; then say "  $unit"; fi
}

# install_programs DIR: what was built into DIR.
install_programs() {
  local before after file
  before=$(fingerprint "$lib")
  for file in "$1"/*; do
    case $file in
      */secrets | */secretsd) place "$file" "$lib/${file##*/}" 755 ;;
      *.pdb | *.xml | *.dbg) ;;
      *) place "$file" "$lib/${file##*/}" 644 ;;
    esac
  done
  after=$(fingerprint "$lib")

  # What docker and git look for on the PATH.
  for file in docker git; do
    if ! { printf '#!/bin/sh\nexec "%s" credential %s "$@"\n' "$lib/secrets" "$file" >"$lib/$file-credential-secrets" &&
      chmod 755 "$lib/$file-credential-secrets"; }; then die "cannot write $lib/$file-credential-secrets"; fi
  done

  mkdir -p "$bin" || die "cannot write $bin"
  for file in secrets secretsd docker-credential-secrets git-credential-secrets; do
    if [ -e "$bin/$file" ] && [ ! -L "$bin/$file" ]; then die "$bin/$file exists and was not installed by this script"; fi
    ln -sfn "$lib/$file" "$bin/$file" || die "cannot write $bin/$file"
  done
  "$lib/secrets" version >/dev/null </dev/null || die "the built program does not run: $lib/secrets version"

  generate "$bash_completion" completion bash
  generate "$zsh_completion" completion zsh
  generate "$fish_completion" completion fish
  generate "$man_page" completion man

  if [ -n "$before" ] && [ "$before" != "$after" ] && stop_daemon; then
    say "Stopped the daemon of the older build; the vault is locked until the next unlock"
  fi
  if [ "$systemd" = yes ] || [ -f "$unit" ]; then install_unit; fi

  say "Installed $("$lib/secrets" version </dev/null)"
  case ":$PATH:" in
    *":$bin:"*) say "Next: secrets demo" ;;
    *)
      say "$bin is not on your PATH; add this line to your shell's profile:"
      say "  export PATH=\"$bin:\$PATH\""
      say "Next: $bin/secrets demo"
      ;;
  esac
}

uninstall() {
  local file
  say "Removing Secrets from $prefix; the vault stays"
  stop_daemon && say "Stopped the daemon"
  if [ -f "$unit" ]; then
    systemctl --user disable secretsd.service 2>/dev/null
    rm -f "$unit"
    systemctl --user daemon-reload 2>/dev/null
  fi
  for file in secrets secretsd docker-credential-secrets git-credential-secrets; do
    if [ -L "$bin/$file" ]; then rm -f "$bin/$file"; fi
  done
  rm -f "$bash_completion" "$zsh_completion" "$fish_completion" "$man_page"
  rm -rf "$lib"
  local data=${XDG_DATA_HOME:-$HOME/.local/share}/secrets
  if [ -n "${SECRETS_HOME:-}" ]; then data=$SECRETS_HOME/data; fi
  if [ -d "$data" ]; then
    say "Your vault is in $data; this would delete it for good:"
    say "  rm -r '$data'"
  else
    say "There was no vault in $data"
  fi
}

# ---- main -----------------------------------------------------------------------------------------------------------------------

case $(id -u):$action in 0:install) [ "$HOME" != / ] || die "HOME is not set" ;; esac
if [ "$action" = uninstall ]; then uninstall; exit 0; fi

if [ -n "$from" ]; then
  if [ "$action" != install ]; then usage >&2; exit 2; fi
  if ! [ -x "$from/secrets" ] || ! [ -x "$from/secretsd" ]; then die "there are no programs in $from; build them with --publish"; fi
  from=$(cd "$from" && pwd) || exit 1
fi

detect_system
if [ "$action" = install ]; then say_plan; fi
if [ -z "$from" ]; then ensure_dependencies; fi
if [ "$action" = deps ]; then say "Everything that a build needs is there"; exit 0; fi

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

if [ "$action" = publish ]; then
  if ! { mkdir -p "$publish_to" && publish_to=$(cd "$publish_to" && pwd); }; then die "cannot write $publish_to"; fi
  publish_programs "$publish_to"
  say "Built into $publish_to ($build_name)"
elif [ -n "$from" ]; then
  install_programs "$from"
else
  publish_programs "$scratch/out"
  install_programs "$scratch/out"
fi
