"""The pages of error codes, written from shared/wechat/errcodes.py in both languages."""
