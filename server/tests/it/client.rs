//! A browser without script, reduced to what the tests need: cookies, forms, redirects.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use backend::testing::World;
use server::{
    config::Config,
    router::{AppState, Mode, router},
};
use tower::ServiceExt;

pub struct Site {
    pub world: World,
    pub router: Router,
}

impl Site {
    pub async fn new() -> Self {
        let world = World::with_content().await;
        let config = Config::from(|_| None).expect("defaults are right");
        let state = AppState::new(&config, world.backend.clone(), Mode::Real);
        Self { router: router(state, &config), world }
    }

    pub fn visitor(&self) -> Client {
        Client { router: self.router.clone(), cookies: BTreeMap::new(), accept: "text/html" }
    }

    /// Somebody who signed in by the form.
    pub async fn signed_in(&self, name: &str) -> Client {
        let mut client = self.visitor();
        let email = format!("{}@example.org", name.to_lowercase());
        let answer = client.post("sign_in", "/sign-in", &[("email", &email), ("password", "correct horse"), ("next", "")]).await;
        assert_eq!(answer.location(), "/home", "{name} signs in");
        client
    }
}

pub struct Client {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub accept: &'static str,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |v| v.to_str().expect("is ASCII"))
    }
}

/// The address of a server function by its name.
pub fn address(function: &str) -> String {
    let paths: Vec<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let found = paths.iter().find(|path| path.rsplit('/').next() == Some(function));
    (*found.unwrap_or_else(|| panic!("no server function {function} in {paths:?}"))).to_owned()
}

pub fn encode(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect::<String>()
    };
    fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}

impl Client {
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, self.accept);
        let answer = self.send(request, Body::empty()).await;
        forms_have_their_fields(path, &answer.body);
        answer
    }

    /// A file that is not text.
    pub async fn get_bytes(&mut self, path: &str) -> Vec<u8> {
        let request = Request::get(path).header(header::ACCEPT, self.accept).body(Body::empty()).expect("is right");
        let cookies = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let mut request = request;
        request.headers_mut().insert(header::COOKIE, cookies.parse().expect("is a header"));
        let response = self.router.clone().oneshot(request).await.expect("answers");
        assert!(response.status().is_success(), "{path}: {}", response.status());
        to_bytes(response.into_body(), usize::MAX).await.expect("reads").to_vec()
    }

    /// Posts a form of a page to a server function; one with a file as such a form.
    pub async fn post(&mut self, function: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
        if address(function).contains("/uploads/") || function == "check_file" {
            return self.post_file(function, page, fields, ("file", "questions.gift", b"::Q::Is it? {T}")).await;
        }
        let request = Request::post(address(function))
            .header(header::ACCEPT, self.accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header(header::REFERER, format!("http://127.0.0.1:3000{page}"));
        self.send(request, Body::from(encode(fields))).await
    }

    /// Posts a form with a file: name of the field, name of the file, content.
    pub async fn post_file(&mut self, function: &str, page: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let (field, name, bytes) = file;
        body.extend(format!("--limit\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n--limit--\r\n");
        let request = Request::post(address(function))
            .header(header::ACCEPT, self.accept)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header(header::REFERER, format!("http://127.0.0.1:3000{page}"));
        self.send(request, Body::from(body)).await
    }

    /// Posts a form and opens the page it leads to.
    pub async fn submit(&mut self, function: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(function, page, fields).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{function}: {}", answer.body);
        let to = answer.location().to_owned();
        self.get(&to).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) };
        let response: Response<Body> = self.router.clone().oneshot(request.body(body).expect("is a request")).await.expect("answers");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().expect("is ASCII").split_once('=').expect("has a name");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        let body = to_bytes(body, 10_000_000).await.expect("is whole");
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

/// The fields of a form that a row of a test gives, with what else it needs; `words` in every text that has room for them.
pub fn filled(function: &str, fields: &[(&str, &str)], words: &str) -> Vec<(String, String)> {
    use domain::form::{Kind, Name};
    let form = app::server::form::Registered::of(function).unwrap_or_else(|| panic!("{function} has no form"));
    let mut all: Vec<(String, String)> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    for spec in form.fields {
        let Name::Is(name) = spec.name else { continue };
        let old = all.iter().position(|(n, _)| n == name);
        let room = |max: u32| !domain::form::limits::is_longer(words, max);
        let value = match spec.kind {
            Kind::Line { max } | Kind::Paragraph { max } | Kind::Prose { max } if room(max) && !words.is_empty() => words.to_owned(),
            _ if old.is_some() || !spec.required => continue,
            Kind::Line { .. } | Kind::Paragraph { .. } | Kind::Prose { .. } | Kind::Code { .. } | Kind::Token => "x".to_owned(),
            Kind::Email => "eve@example.org".to_owned(),
            Kind::Password { .. } => "correct horse".to_owned(),
            Kind::Number { min, .. } => min.to_string(),
            Kind::Day => "2026-01-01".to_owned(),
            Kind::Clock => "09:00".to_owned(),
        };
        match old {
            Some(at) => all[at].1 = value,
            None => all.push((name.to_owned(), value)),
        }
    }
    all
}

/// As [`encode`] takes them.
pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

/// A form that has a field its struct does not know would be refused: every page that a test opens is looked at.
fn forms_have_their_fields(page: &str, html: &str) {
    for form in html.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        let attribute = |text: &str, name: &str| Some(text.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned());
        let Some(action) = attribute(form, "action").filter(|action| action.starts_with("/api/")) else { continue };
        let function = action.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default().to_owned();
        let known = app::server::form::Registered::of(&function).unwrap_or_else(|| panic!("{page}: {function} has no form"));
        for element in form.split('<').filter(|e| ["input ", "select ", "textarea ", "button "].iter().any(|kind| e.starts_with(kind))) {
            let file = element.contains("type=\"file\"");
            if let Some(name) = attribute(element, "name").filter(|_| !file) {
                assert!(known.field(&name).is_some(), "{page}: the form of {function} sends {name}, which its struct does not have");
            }
        }
    }
}
