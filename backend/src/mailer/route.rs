//! The way to a mail server, and a connection over it.

use std::time::Duration;

use lettre::transport::smtp::{
    Error as SmtpError,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, TlsParameters},
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use tokio::{net::TcpStream, time::timeout};
use url::{Host, Url};

use super::refusal::{Refusal, Whose, words};
use crate::error::{Error, Result};

/// How the connection is secured.
#[derive(Clone)]
pub enum Security {
    /// Not at all: a server on this machine.
    None,
    /// By STARTTLS, and no letter without.
    StartTls(TlsParameters),
    /// From the first byte.
    Tls(TlsParameters),
}

impl std::fmt::Debug for Security {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Security::None => "None",
            Security::StartTls(_) => "StartTls",
            Security::Tls(_) => "Tls",
        })
    }
}

/// The way to a mail server.
#[derive(Clone, Debug)]
pub struct Route {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub security: Security,
    /// What we call ourselves.
    pub hello: ClientId,
    /// Who we are to it.
    pub credentials: Option<Credentials>,
    /// How long we wait for each answer before the final dot.
    pub patience: Duration,
    /// How long we wait for the answer to the final dot. Long: giving up here leaves the letter unknown. All in all a
    /// letter takes at most ten times `patience` and this: less than the lease of a job.
    pub last_patience: Duration,
}

/// Reads `smtps://USER:PASSWORD@HOST`, or `smtp://…`: that one is secured by STARTTLS, unless the server is on this machine.
///
/// # Errors
/// `Unreachable` with a sentence.
pub(crate) fn read(text: &str) -> Result<Route> {
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
    let (patience, last_patience) = (Duration::from_secs(15), Duration::from_secs(120));
    Ok(Route { host, port: url.port().unwrap_or(port), security, hello, credentials, patience, last_patience })
}

impl Route {
    /// A connection that is greeted, secured and known.
    pub(crate) async fn connect(&self) -> std::result::Result<AsyncSmtpConnection, Refusal> {
        match timeout(self.patience * 2, self.try_connect()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) => {
                Err(Refusal { permanent: error.is_permanent(), whose: Whose::Server, words: words(&error, None), stops: true })
            }
            Err(_elapsed) => Err(Refusal::server(false, "the mail server did not answer in time")),
        }
    }

    async fn try_connect(&self) -> std::result::Result<AsyncSmtpConnection, SmtpError> {
        let (host, hello) = (self.host.as_str(), &self.hello);
        let plain = async || -> std::result::Result<AsyncSmtpConnection, SmtpError> {
            // our own socket where it can be: lettre sends text and final dot apart, and Nagle holds the dot back 40 ms
            match TcpStream::connect((host, self.port)).await {
                Ok(stream) if stream.set_nodelay(true).is_ok() => {
                    AsyncSmtpConnection::connect_with_transport(Box::new(stream), hello).await
                }
                _ => AsyncSmtpConnection::connect_tokio1((host, self.port), Some(self.patience), hello, None, None).await,
            }
        };
        let mut connection = match &self.security {
            Security::None => plain().await?,
            Security::StartTls(tls) => {
                let mut connection = plain().await?;
                connection.starttls(tls.clone(), hello).await?;
                connection
            }
            Security::Tls(tls) => {
                AsyncSmtpConnection::connect_tokio1((host, self.port), Some(self.patience), hello, Some(tls.clone()), None).await?
            }
        };
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
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
