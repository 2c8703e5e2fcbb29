//! Settings from the environment, checked at start. The only reader of environment variables.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    path::PathBuf,
};

/// Settings of the process.
#[derive(Clone, Debug)]
pub struct Config {
    /// `UPRIGHT_ADDR`: where to listen.
    pub addr: SocketAddr,
    /// `UPRIGHT_BASE_URL`: the address people use, without a slash at the end.
    pub base_url: String,
    /// `UPRIGHT_DATABASE_URL`: `sqlite:FILE` or `postgres://…`.
    pub database_url: String,
    /// `UPRIGHT_SITE_DIR`: the built styles and scripts.
    pub site_dir: PathBuf,
    /// `UPRIGHT_TRUST_PROXY`: whether the last address of `X-Forwarded-For` is the client's.
    pub trust_proxy: bool,
    /// `UPRIGHT_SMTP_URL`: `smtps://USER:PASSWORD@HOST`; or `file:FOLDER` to write letters as files. Empty: no letters.
    pub smtp_url: String,
    /// `UPRIGHT_MAIL_FROM`: the sender of letters.
    pub mail_from: String,
}

/// A bad setting.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{name} is “{value}”, but must be {must}")]
pub struct BadSetting {
    name: &'static str,
    value: String,
    must: &'static str,
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// Every bad setting, with what it must be.
    pub fn from_env() -> Result<Self, Vec<BadSetting>> {
        #[expect(clippy::disallowed_methods, reason = "the only reader of environment variables")]
        Self::from(|name| std::env::var(name).ok())
    }

    /// Reads settings from any source: the environment, or a test's own.
    ///
    /// # Errors
    /// Every bad setting.
    pub fn from(get: impl Fn(&'static str) -> Option<String>) -> Result<Self, Vec<BadSetting>> {
        let mut bad = Vec::new();
        let mut read = |name: &'static str, default: &str, must: &'static str, good: &dyn Fn(&str) -> bool| {
            let value = get(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).unwrap_or_else(|| default.to_owned());
            if !good(&value) {
                bad.push(BadSetting { name, value: hide_password(&value), must });
            }
            value
        };
        let addr = read("UPRIGHT_ADDR", "127.0.0.1:3000", "an address and port such as 127.0.0.1:3000", &|v| resolve(v).is_some());
        let base_url = read("UPRIGHT_BASE_URL", &format!("http://{addr}"), "an address such as https://upright.example.org", &is_base_url);
        let database_url = read("UPRIGHT_DATABASE_URL", "sqlite:upright.sqlite", "sqlite:FILE or postgres://USER@HOST/DATABASE", &|v| {
            ["sqlite:", "postgres://", "postgresql://"].iter().any(|p| v.len() > p.len() && v.starts_with(p))
        });
        let trust_proxy = read("UPRIGHT_TRUST_PROXY", "no", "yes or no", &|v| matches!(v, "yes" | "no"));
        let smtp_url = read("UPRIGHT_SMTP_URL", "", "smtp://HOST, smtps://USER:PASSWORD@HOST or file:FOLDER", &|v| {
            v.is_empty() || ["smtp://", "smtps://", "file:"].iter().any(|p| v.len() > p.len() && v.starts_with(p))
        });
        let mail_from = read("UPRIGHT_MAIL_FROM", "", "an address such as upright@example.org, if letters are sent", &|v| {
            smtp_url.is_empty() || v.contains('@')
        });
        let site_dir = get("UPRIGHT_SITE_DIR").map_or_else(default_site_dir, PathBuf::from);
        match resolve(&addr) {
            Some(addr) if bad.is_empty() => Ok(Self {
                addr,
                base_url: base_url.trim_end_matches('/').to_owned(),
                database_url,
                site_dir,
                trust_proxy: trust_proxy == "yes",
                smtp_url,
                mail_from,
            }),
            _ => Err(bad),
        }
    }

    /// Whether the address can be reached from this machine only.
    pub fn is_loopback(&self) -> bool {
        self.addr.ip().is_loopback()
    }
}

fn resolve(addr: &str) -> Option<SocketAddr> {
    addr.to_socket_addrs().ok()?.next()
}

fn is_base_url(url: &str) -> bool {
    url.parse::<http::Uri>()
        .is_ok_and(|u| matches!(u.scheme_str(), Some("http" | "https")) && u.host().is_some() && u.path() == "/" && u.query().is_none())
}

/// A database address may hold a password, which must not reach a terminal or a log.
fn hide_password(value: &str) -> String {
    match (value.split_once("://"), value.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => value.to_owned(),
    }
}

/// `site` beside the program.
fn default_site_dir() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("site")));
    beside.unwrap_or_else(|| PathBuf::from("site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &'static str) -> Result<Config, Vec<BadSetting>> {
        Config::from(|asked| (asked == name).then(|| value.to_owned()))
    }

    #[test]
    fn nothing_set_is_a_local_server() {
        let config = with("", "").unwrap();
        assert_eq!((config.addr.to_string(), config.base_url.as_str()), ("127.0.0.1:3000".into(), "http://127.0.0.1:3000"));
        assert!(config.is_loopback() && !config.trust_proxy);
    }

    #[test]
    fn every_bad_value_is_named() {
        for (name, value) in [
            ("UPRIGHT_ADDR", "here"),
            ("UPRIGHT_ADDR", "127.0.0.1:99999"),
            ("UPRIGHT_BASE_URL", "upright.example.org"),
            ("UPRIGHT_BASE_URL", "ftp://x"),
            ("UPRIGHT_BASE_URL", "https://x/path"),
            ("UPRIGHT_DATABASE_URL", "mysql://x"),
            ("UPRIGHT_DATABASE_URL", "sqlite:"),
            ("UPRIGHT_TRUST_PROXY", "maybe"),
        ] {
            let bad = with(name, value).expect_err(value);
            assert!(bad[0].to_string().starts_with(&format!("{name} is “{value}”, but must be")), "{}", bad[0]);
        }
    }

    #[test]
    fn a_password_is_never_repeated() {
        let bad = with("UPRIGHT_DATABASE_URL", "mysql://root:secret@host/x").expect_err("not ours");
        assert!(!bad[0].to_string().contains("secret"), "{}", bad[0]);
    }
}
