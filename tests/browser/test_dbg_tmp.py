def test_x(page, start_app, settled, axe):
    page.emulate_media(color_scheme="dark")
    page.goto(start_app("--voorbeeld").url)
    settled(page)
    print(
        page.evaluate(
            "getComputedStyle(document.querySelector('[data-testid^=stBaseButton-primary] p')).color"
        ),
        axe(page),
    )
    page.screenshot(path="/tmp/w/dark.png")
