//! `/teach/images`: images of the curriculum.

use backend::{access, authoring};
use domain::policy::action::Teach;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{tabs, uploads::UploadImage};
use crate::{
    href,
    i18n::t,
    ui::{Empty, Form, Hidden, Page, Submit, page},
};

/// Images.
#[component]
pub fn ImagesPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let names = authoring::list_images(&req.ctx, &granted).await?;
        let rows = names
            .iter()
            .map(|name| {
                view! {
                    <li class="card">
                        <img class="thumb" src=format!("/images/{name}") alt="" loading="lazy"/>
                        <code>{format!("![{}](images/{name})", t!("images-what"))}</code>
                    </li>
                }
            })
            .collect_view();
        let form = Form::of(&req.flash, "upload_image");
        let body = view! {
            <h1>{t!("images-title")}</h1>
            {tabs(href::TEACH_IMAGES)}
            <p class="lead">{t!("images-lead")}</p>
            <section class="card">
                <form method="post" action=UploadImage::url() enctype="multipart/form-data">
                    {form.summary()}
                    <div class="field">
                        <label for="image-file">{t!("images-file")}</label>
                        <p class="hint" id="image-hint">{t!("images-hint")}</p>
                        {form.error("image").map(|text| view! { <p class="field-error">{text}</p> })}
                        <input type="file" id="image-file" name="image" accept="image/png,image/jpeg,image/webp" aria-describedby="image-hint"/>
                    </div>
                    <Hidden name="form" value="upload_image"/>
                    <Submit label=t!("images-button")/>
                </form>
            </section>
            {if names.is_empty() {
                view! { <Empty text=t!("images-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="plain cards">{rows}</ul> }.into_any()
            }}
        };
        Ok(Page::wide(t!("images-title"), body))
    })
}
