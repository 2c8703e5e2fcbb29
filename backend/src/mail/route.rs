//! The address of a mail server.

use std::time::Duration;

use lettre::transport::smtp::{authentication::Credentials, client::TlsParameters, extension::ClientId};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::handover::{Route, Security};
use crate::error::{Error, Result};

/// Reads `smtps://USER:PASSWORD@HOST`, or `smtp://…`: that one is secured by STARTTLS, unless the server is on this machine.
///
/// # Errors
/// `Unreachable` with a sentence.
pub(super) fn read(text: &str) -> Result<Route> {
    let unreadable = || Error::Unreachable("the address of the mail server can't be read".to_owned());
    let url = Url::parse(text).map_err(|_e| unreadable())?;
    let host = url.host_str().filter(|h| !h.is_empty()).ok_or_else(unreadable)?.trim_matches(['[', ']']).to_owned();
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        // schemes that are not the web's have their address in words
        _ => host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
    };
    let tls = || TlsParameters::new(host.clone()).map_err(|e| Error::Unreachable(format!("the mail server can't be reached safely: {e}")));
    let (security, port) = match url.scheme() {
        "smtps" => (Security::Tls(tls()?), 465),
        "smtp" if here => (Security::None, 25),
        "smtp" => (Security::StartTls(tls()?), 587),
        _ => return Err(unreadable()),
    };
    let plain = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_e| unreadable());
    let credentials = match (url.username(), url.password()) {
        ("", _) => None,
        (user, password) => Some(Credentials::new(plain(user)?, plain(password.unwrap_or_default())?)),
    };
    let hello = ClientId::default();
    let (patience, last_patience) = (Duration::from_secs(20), Duration::from_secs(60));
    Ok(Route { host, port: url.port().unwrap_or(port), security, hello, credentials, patience, last_patience })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_only_this_machine_is_spoken_to_in_the_clear() {
        let route = read("smtps://me%40example.org:p%3Aw@mail.example.org").unwrap();
        assert!(matches!(route.security, Security::Tls(_)) && route.port == 465 && route.credentials.is_some());
        assert!(matches!(read("smtp://mail.example.org").unwrap().security, Security::StartTls(_)));
        let here = read("smtp://127.0.0.1:2525").unwrap();
        assert!(matches!(here.security, Security::None) && here.port == 2525 && here.credentials.is_none());
        assert!(matches!(read("smtp://localhost").unwrap().security, Security::None));
        for bad in ["", "smtp://", "http://x", "smtp:x", "mail.example.org"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
