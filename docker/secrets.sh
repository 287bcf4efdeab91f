#!/bin/sh
# Makes what compose.yaml needs and no repository may hold, in docker/secrets/; leaves alone what is there.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
# nobody else comes into the folder; within it the containers' users must be able to read
chmod 700 secrets
umask 022

new() {
    openssl rand -hex 24 | tr -d '\n'
}

[ -f secrets/database-password ] || new > secrets/database-password
[ -f secrets/client-secret ] || new > secrets/client-secret
if [ ! -f secrets/provider.env ]; then
    printf 'KC_BOOTSTRAP_ADMIN_USERNAME=admin\nKC_BOOTSTRAP_ADMIN_PASSWORD=%s\nCLIENT_SECRET=%s\nDEMO_PASSWORD=%s\n' \
        "$(new)" "$(cat secrets/client-secret)" "$(new)" > secrets/provider.env
fi
if [ ! -f secrets/certificate ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 365 -subj /CN=samtalepakker.localhost \
        -addext 'subjectAltName=DNS:samtalepakker.localhost,DNS:innlogging.localhost' \
        -keyout secrets/certificate-key -out secrets/certificate 2> /dev/null
    chmod 644 secrets/certificate-key
fi
echo "The demonstration's password is $(sed -n 's/^DEMO_PASSWORD=//p' secrets/provider.env)"
