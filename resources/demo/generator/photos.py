"""Draw the "photographs": plain scenes with the grain, blur and EXIF data of a telephone camera."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter

from generator.sheet import draw_text

_SIZE = (1024, 768)
_QUALITY = 66
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture: file name, when it was taken, how the camera was held, what is on it."""

    file: str
    taken: str
    seed: int
    scene: Callable[[Image.Image, random.Random], None]
    upright: bool = False


def write_photos(folder: Path) -> None:
    """Write all photographs into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for photo in PHOTOS:
        dice = random.Random(photo.seed)  # noqa: S311 - the same picture every time is wanted
        size = (_SIZE[1], _SIZE[0]) if photo.upright else _SIZE
        image = Image.new("RGB", size, "white")
        photo.scene(image, dice)
        image = _photographed(image, dice)
        exif = Image.Exif()
        exif[ExifTags.Base.Make] = "SHILI"
        exif[ExifTags.Base.Model] = "SHILI Camera 1"
        exif[ExifTags.Base.Software] = "SHILI demonstration picture"
        # An upright picture is stored lying on its side, as telephones do.
        exif[ExifTags.Base.Orientation] = 6 if photo.upright else 1
        exif[ExifTags.Base.DateTime] = photo.taken
        details = exif.get_ifd(ExifTags.IFD.Exif)
        details[ExifTags.Base.DateTimeOriginal] = photo.taken
        details[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
        if photo.upright:
            image = image.transpose(Image.Transpose.ROTATE_90)
        image.save(folder / photo.file, quality=_QUALITY, exif=exif)


def _photographed(image: Image.Image, dice: random.Random) -> Image.Image:
    soft = image.filter(ImageFilter.GaussianBlur(1.1)).rotate(
        dice.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=(150, 148, 144)
    )
    width, height = soft.size
    soft = soft.crop((18, 18, width - 18, height - 18)).resize((width, height))
    grain = Image.frombytes("L", soft.size, dice.randbytes(width * height))
    soft = ImageChops.add(soft, grain.point(lambda v: v // 12).convert("RGB"), offset=-10)
    vignette = Image.radial_gradient("L").resize(soft.size)
    return ImageChops.multiply(
        soft, vignette.point(lambda v: 255 - max(0, v - 120) // 2).convert("RGB")
    )


def _shaded(
    image: Image.Image, top: Colour, bottom: Colour, box: tuple[int, int, int, int]
) -> None:
    """Fill *box* with a wash from *top* to *bottom*."""
    size = (box[2] - box[0], box[3] - box[1])
    mask = Image.linear_gradient("L").resize(size)
    below, above = Image.new("RGB", size, bottom), Image.new("RGB", size, top)
    image.paste(Image.composite(below, above, mask), box[:2])


def _label(image: Image.Image, at: tuple[int, int], text: str, size: int) -> None:
    """Stick a white label with *text* on the picture."""
    draw = ImageDraw.Draw(image)
    box = (at[0] - 8, at[1] - 6, at[0] + size * len(text) + 8, at[1] + size + 12)
    draw.rectangle(box, fill=(236, 236, 230), outline=(120, 118, 112))
    draw_text(image, at, text, face="head", size=size, colour=(40, 42, 46))


def _warehouse(image: Image.Image, dice: random.Random) -> None:
    _shaded(image, (196, 198, 196), (168, 170, 168), (0, 0, 1024, 470))
    _shaded(image, (128, 126, 120), (164, 160, 152), (0, 470, 1024, 768))
    draw = ImageDraw.Draw(image)
    for x in (60, 360, 660, 960):
        draw.rectangle((x, 40, x + 14, 500), fill=(86, 98, 116))
    for y in (170, 320):
        draw.rectangle((60, y, 974, y + 12), fill=(104, 116, 134))
    for row, (y, height) in enumerate(((250, 240), (470, 250))):
        x = 90 - 60 * row
        while x < 900:
            width, tall = dice.randint(150, 210), height - dice.randint(0, 60)
            top, side = y + height - tall, dice.randint(20, 34)
            brown = dice.randint(-14, 14)
            front = (186 + brown, 150 + brown, 104 + brown)
            draw.rectangle((x, top, x + width, y + height), fill=front, outline=(120, 92, 58))
            draw.polygon(
                [
                    (x, top),
                    (x + side, top - side),
                    (x + width + side, top - side),
                    (x + width, top),
                ],
                fill=(206 + brown, 172 + brown, 126 + brown),
                outline=(120, 92, 58),
            )
            middle = x + width // 2
            draw.rectangle((middle - 9, top, middle + 9, y + height), fill=(214, 200, 160))
            _label(image, (x + 14, top + tall // 2), "示例仪器", 22)
            draw.rectangle((x + 20, top + 22, x + 70, top + 36), fill=(196, 52, 44))
            x += width + dice.randint(26, 60)
    _label(image, (380, 76), "监督站库房（示例）", 28)


def _facade(image: Image.Image, dice: random.Random) -> None:
    _shaded(image, (158, 186, 210), (206, 216, 220), (0, 0, 768, 1024))
    draw = ImageDraw.Draw(image)
    draw.rectangle((90, 120, 690, 880), fill=(216, 206, 188), outline=(150, 142, 126))
    for floor in range(9):
        y = 150 + floor * 80
        draw.rectangle((90, y + 62, 690, y + 68), fill=(190, 180, 160))
        for column in range(6):
            x = 120 + column * 96
            lived_in = dice.random() < 0.3
            glass = (96, 112, 124) if not lived_in else (188, 176, 138)
            draw.rectangle((x, y, x + 62, y + 52), fill=glass, outline=(240, 240, 236), width=3)
            draw.line((x + 31, y, x + 31, y + 52), fill=(240, 240, 236), width=3)
            if lived_in:
                draw.rectangle((x + 4, y + 4, x + 26, y + 48), fill=(206, 120, 110))
    _shaded(image, (132, 128, 120), (108, 106, 102), (0, 880, 768, 1024))
    draw.rectangle((330, 800, 450, 880), fill=(88, 92, 96))
    _label(image, (246, 84), "示例·河湾里　3号楼", 30)
    _label(image, (150, 930), "燃气未接通，暂不交付（示例）", 26)


def _building_site(image: Image.Image, dice: random.Random) -> None:
    _shaded(image, (186, 196, 202), (214, 214, 206), (0, 0, 1024, 520))
    _shaded(image, (150, 132, 108), (118, 104, 86), (0, 520, 1024, 768))
    draw = ImageDraw.Draw(image)
    for x, width, height in ((40, 300, 330), (380, 280, 300), (700, 290, 350)):
        wall, edge = (198, 186, 166), (136, 126, 110)
        draw.rectangle((x, 540 - height, x + width, 560), fill=wall, outline=edge)
        for floor in range(5):
            for column in range(4):
                left, top = x + 22 + column * width // 4, 540 - height + 26 + floor * 58
                draw.rectangle((left, top, left + 40, top + 34), fill=(110, 120, 126))
        for step in range(0, width, 34):
            draw.line((x + step, 540 - height, x + step, 560), fill=(120, 128, 70), width=3)
        for step in range(0, height, 44):
            draw.line((x, 540 - step, x + width, 540 - step), fill=(120, 128, 70), width=3)
    draw.polygon([(60, 700), (700, 610), (760, 640), (110, 740)], fill=(84, 74, 62))
    for _ in range(60):
        x, y = dice.randint(20, 1000), dice.randint(600, 760)
        draw.ellipse((x, y, x + dice.randint(8, 26), y + dice.randint(6, 16)), fill=(140, 124, 104))
    draw.rectangle((640, 560, 980, 690), fill=(46, 92, 148))
    white = (244, 244, 240)
    draw_text(image, (664, 578), "老旧小区改造工程", face="head", size=30, colour=white)
    draw_text(image, (664, 632), "示例槐树巷小区", face="head", size=30, colour=white)


def _shopfront(image: Image.Image, dice: random.Random) -> None:
    _shaded(image, (176, 178, 176), (200, 198, 190), (0, 0, 1024, 768))
    _shaded(image, (142, 140, 136), (118, 116, 112), (0, 610, 1024, 768))
    draw = ImageDraw.Draw(image)
    for x, name in ((70, "示例图文"), (560, "示例文印")):
        draw.rectangle((x, 120, x + 400, 230), fill=(150 + dice.randint(0, 20), 58, 50))
        draw_text(image, (x + 90, 140), name, face="title", size=56, colour=(246, 238, 214))
        glass, frame = (92, 104, 110), (220, 220, 214)
        draw.rectangle((x, 230, x + 400, 610), fill=glass, outline=frame, width=8)
        draw.line((x + 200, 230, x + 200, 610), fill=frame, width=8)
        for _ in range(5):
            left, top = x + dice.randint(20, 320), 260 + dice.randint(0, 240)
            draw.rectangle((left, top, left + 62, top + 84), fill=(228, 222, 206))
        draw.rectangle((x + 186, 420, x + 192, 480), fill=(230, 230, 224))
    _label(image, (380, 660), "示例路18号（示例）", 28)


PHOTOS = (
    Photo("warehouse.jpg", "2026:10:20 10:12:31", 41, _warehouse),
    Photo("vacant-housing.jpg", "2026:10:21 16:05:12", 42, _facade, upright=True),
    Photo("renovation-site.jpg", "2026:10:22 10:41:50", 43, _building_site),
    Photo("shopfront.jpg", "2026:10:23 11:20:07", 44, _shopfront),
)
